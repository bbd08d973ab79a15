// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/conversation.h"
#include "workspace/answerverdict.h"

#include <QFrame>
#include <QTimer>

class QLabel;

namespace Parlance {

class ChatSession;
class ElidedLabel;

/// Says what in a lane's newest answer breaks the schema that it was asked for by: while it arrives, as soon
/// as no further text can cure it, and at its end. Hidden for an answer that fits.
class SchemaBar : public QFrame
{
    Q_OBJECT

public:
    explicit SchemaBar(ChatSession *session, QWidget *parent = nullptr);

private:
    void begin();
    void showSoFar();
    void showEnded();
    void show(const std::optional<Judgement> &judgement);
    [[nodiscard]] std::shared_ptr<const Call> newestCall() const;

    ChatSession *m_session;
    QLabel *m_mark;
    ElidedLabel *m_text;
    std::optional<Schema> m_schema; ///< of the answer that is arriving
    QTimer m_next;                  ///< until what has arrived is judged
};

} // namespace Parlance
