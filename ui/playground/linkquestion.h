// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QUrl>

class QLabel;
class QPushButton;

namespace Parlance {

/// Opens the links of a lane, or asks about them or refuses them, in place and with their whole target.
/// Hidden when there is nothing to ask or to say; Escape puts it away.
class LinkQuestion : public QFrame
{
    Q_OBJECT

public:
    explicit LinkQuestion(QWidget *parent = nullptr);

    void open(const QUrl &url);
    /// Opens the link only if the user says so. Not to open it is what Enter does.
    void ask(const QUrl &url);
    /// Says that the link is not opened, and why.
    void refuse(const QString &target);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void say(const QString &text, const QString &target, bool isQuestion);

    QLabel *m_text;
    QLabel *m_target;
    QPushButton *m_open;
    QPushButton *m_dismiss;
    QUrl m_url;
};

} // namespace Parlance
