// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/tokenprobabilities.h"

#include <QPointer>
#include <QTimer>
#include <QWidget>

class QLabel;
class QMenu;
class QTextCharFormat;

namespace Parlance {

class InspectedCall;
class TextView;

/// The tokens of an answer and how probable they were, where the server tells it: the less probable a token,
/// the stronger its background. A tool tip names the alternatives; the line above tells the sum of all
/// tokens, or of those that are selected.
class TokensView : public QWidget
{
    Q_OBJECT

public:
    explicit TokensView(QWidget *parent = nullptr);

    void setCall(InspectedCall *call);

protected:
    void showEvent(QShowEvent *event) override;

private:
    struct Place
    {
        qsizetype text = 0;
        qsizetype token = 0;
    };

    void readMore();
    bool readEvents();
    void showText();
    void showSum();
    [[nodiscard]] QList<WrittenToken> selectedTokens() const;
    [[nodiscard]] QList<WrittenToken> tokensAt(qsizetype begin, qsizetype end) const;
    [[nodiscard]] QString toolTipAt(qsizetype position) const;
    [[nodiscard]] QTextCharFormat formatOf(qsizetype mark) const;
    void addToMenu(QMenu *menu);

    QPointer<InspectedCall> m_call;
    QLabel *m_told;
    TextView *m_view;
    QList<TokenText> m_texts;
    QList<qsizetype> m_begins; ///< where each text begins in the view
    QList<Place> m_marked;     ///< the first token of each mark
    qsizetype m_read = 0;      ///< events
    QTimer m_next;
};

} // namespace Parlance
