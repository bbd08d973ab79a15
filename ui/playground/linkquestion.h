// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QSet>
#include <QUrl>

class QLabel;
class QPushButton;

namespace Parlance {

/// Opens a lane's links, asks about them or refuses them, in the lane and with the whole target. Hidden when
/// there is nothing to say; Escape dismisses it.
class LinkQuestion : public QFrame
{
    Q_OBJECT

public:
    explicit LinkQuestion(QWidget *parent = nullptr);

    /// Opens a link to the web or to a mail address if the user confirms, or has opened one to the same host
    /// before. Enter declines.
    void follow(const QUrl &url);
    /// Opens a link that starts another program, only if the user confirms. Enter declines.
    void ask(const QUrl &url);
    /// Opens a link whose text names another host, only if the user confirms. Enter declines.
    void doubt(const QUrl &url, const QString &named);
    /// Says that the link is not opened, and why.
    void refuse(const QString &target);

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void confirm();
    void open(const QUrl &url);
    void say(const QString &text, const QString &target, bool isQuestion);

    QLabel *m_text;
    QLabel *m_target;
    QPushButton *m_open;
    QPushButton *m_dismiss;
    QUrl m_url;
    QSet<QString> m_openedHosts; ///< of the web
};

} // namespace Parlance
