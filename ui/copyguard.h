// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QClipboard>
#include <QObject>

namespace Parlance {

class ChatClient;
class TargetResolver;

/// Masks a key in whatever is copied or selected in this program, and says so at the pointer. What other
/// programs copy stays as it is.
class CopyGuard : public QObject
{
    Q_OBJECT

public:
    CopyGuard(ChatClient *client, const TargetResolver *resolver, QWidget *window);

private:
    void check(QClipboard::Mode mode);

    ChatClient *m_client;
    const TargetResolver *m_resolver;
    QWidget *m_window;
};

} // namespace Parlance
