// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playground/linkquestion.h"

#include "markdown/linkkind.h"
#include "view/base/linkbutton.h"
#include "view/base/plainlabel.h"

#include <QDesktopServices>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

/// Anything longer is data, not an address.
constexpr qsizetype longestTarget = 400;

/// The unchanged target, with a break opportunity after each character, as an address has no spaces. Spells
/// out characters that are invisible or change the text direction.
QString breakable(const QString &target)
{
    QString text;
    for (const QChar character : target.first(std::min(target.size(), longestTarget))) {
        if (character.isPrint())
            text += character;
        else
            text += u"%"_s + QString::number(character.unicode(), 16).toUpper();
        text += QChar(0x200B);
    }
    return target.size() > longestTarget ? text + u'…' : text;
}

/// The host of a link to the web, as it is looked up: letters that only look like others stand out. Otherwise
/// empty.
QString webHost(const QUrl &url)
{
    return url.scheme().startsWith(u"http"_s) ? url.host(QUrl::FullyEncoded) : QString();
}

} // namespace

LinkQuestion::LinkQuestion(QWidget *parent)
    : QFrame(parent)
    , m_text(new QLabel)
    , m_target(plainLabel(u"linkQuestionTarget"_s, u"secondary"_s))
    , m_open(linkButton(u"openLink"_s, tr("Open")))
    , m_dismiss(linkButton(u"dismissLink"_s))
{
    setObjectName(u"linkQuestion"_s);
    m_text->setObjectName(u"linkQuestionText"_s);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    auto *words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(m_text);
    words->addWidget(m_target);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(16, 6, 12, 6);
    layout->addLayout(words, 1);
    layout->addWidget(m_open);
    layout->addWidget(m_dismiss);
    connect(m_open, &QPushButton::clicked, this, &LinkQuestion::confirm);
    connect(m_dismiss, &QPushButton::clicked, this, &QWidget::hide);
    hide();
}

void LinkQuestion::follow(const QUrl &url)
{
    const QString host = webHost(url);
    if (m_openedHosts.contains(host))
        return open(url);
    m_url = url;
    say(host.isEmpty() ? tr("Open the mail program with this address?")
                       : tr("Open %1 in the browser?").arg(host),
        url.toString(QUrl::FullyEncoded), true);
}

void LinkQuestion::confirm()
{
    if (const QString host = webHost(m_url); !host.isEmpty())
        m_openedHosts.insert(host);
    open(m_url);
}

void LinkQuestion::open(const QUrl &url)
{
    hide();
    if (!QDesktopServices::openUrl(url))
        say(tr("This computer has no program that opens this link:"), url.toString(QUrl::FullyEncoded),
            false);
}

void LinkQuestion::ask(const QUrl &url)
{
    m_url = url;
    say(tr("The answer's link starts another program (%1). Open it?").arg(url.scheme()),
        url.toString(QUrl::FullyEncoded), true);
}

void LinkQuestion::doubt(const QUrl &url, const QString &named)
{
    const QString host = webHost(url);
    m_url = url;
    say(tr("This link leads to %1, not to %2. Open it?").arg(host.isEmpty() ? url.path() : host, named),
        url.toString(QUrl::FullyEncoded), true);
}

void LinkQuestion::refuse(const QString &target)
{
    const bool unsafe = linkKind(target) == LinkKind::Unsafe;
    say(unsafe ? tr("Links of this kind are never opened: they can run code or read files of this computer.")
               : tr("This link has no address."),
        target, false);
}

/// Takes Escape, which would stop the lanes.
bool LinkQuestion::event(QEvent *event)
{
    if (event->type() != QEvent::ShortcutOverride)
        return QFrame::event(event);
    event->setAccepted(static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape);
    return event->isAccepted();
}

void LinkQuestion::keyPressEvent(QKeyEvent *event)
{
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (isEnter && m_open->hasFocus())
        m_open->click();
    else if (isEnter || event->key() == Qt::Key_Escape)
        hide();
    else
        QFrame::keyPressEvent(event);
}

void LinkQuestion::say(const QString &text, const QString &target, bool isQuestion)
{
    m_text->setText(text);
    m_target->setText(breakable(target));
    m_target->setAccessibleName(target);
    m_open->setVisible(isQuestion);
    m_dismiss->setText(isQuestion ? tr("Do not open") : tr("Close"));
    show();
    m_dismiss->setFocus();
}

} // namespace Parlance
