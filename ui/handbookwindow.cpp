// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/handbookwindow.h"

#include "ui/playground/linkquestion.h"
#include "view/base/windowsize.h"
#include "view/conversation/conversationmessages.h"
#include "view/conversation/conversationview.h"
#include "view/conversation/readerrequests.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>
#include <functional>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

constexpr int MarkdownRole = Qt::UserRole;

bool isIntroduction(const HandbookPassage &passage)
{
    return passage.heading == passage.chapter;
}

QString markdownOf(const HandbookPassage &passage)
{
    return isIntroduction(passage) ? passage.body + "\n\n"_L1
                                   : "## %1\n\n%2\n\n"_L1.arg(passage.heading, passage.body);
}

bool hasAll(const QString &text, const QStringList &words)
{
    return std::ranges::all_of(
        words, [&text](const QString &word) { return text.contains(word, Qt::CaseInsensitive); });
}

qsizetype timesIn(const QString &text, const QStringList &words)
{
    qsizetype times = 0;
    for (const QString &word : words)
        times += text.count(word, Qt::CaseInsensitive);
    return times;
}

bool isKeyOfList(int key)
{
    return key == Qt::Key_Up || key == Qt::Key_Down || key == Qt::Key_PageUp || key == Qt::Key_PageDown;
}

} // namespace

HandbookWindow::HandbookWindow(const QList<HandbookPassage> &passages, QWidget *parent)
    : QDialog(parent)
    , m_passages(passages)
    , m_search(new QLineEdit)
    , m_list(new QListWidget)
    , m_view(new ConversationView)
{
    setObjectName(u"handbook"_s);
    setWindowTitle(tr("Handbook"));
    setWindowFlags(windowFlags() | Qt::WindowMaximizeButtonHint);
    auto *parts = new QSplitter;
    parts->addWidget(makeContents());
    parts->addWidget(makeReader());
    parts->setStretchFactor(1, 1);
    parts->setSizes({260, 640});
    parts->setChildrenCollapsible(false);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(parts);
    resizeOnScreen(*this, {900, 640});
    list();
    m_search->setFocus();
}

QWidget *HandbookWindow::makeContents()
{
    m_search->setObjectName(u"handbookSearch"_s);
    m_search->setPlaceholderText(tr("Search"));
    m_search->setAccessibleName(tr("Search the handbook"));
    m_search->setClearButtonEnabled(true);
    m_search->installEventFilter(this);
    connect(m_search, &QLineEdit::textChanged, this, &HandbookWindow::list);
    connect(m_search, &QLineEdit::returnPressed, m_view, qOverload<>(&QWidget::setFocus));
    m_list->setObjectName(u"handbookList"_s);
    m_list->setAccessibleName(tr("Chapters"));
    m_list->setWordWrap(true);
    connect(m_list, &QListWidget::currentItemChanged, this, [this](const QListWidgetItem *item) {
        showText(item ? item->data(MarkdownRole).toString() : QString());
    });
    auto *contents = new QWidget;
    auto *column = new QVBoxLayout(contents);
    column->setContentsMargins(0, 0, 8, 0);
    column->addWidget(m_search);
    column->addWidget(m_list);
    return contents;
}

QWidget *HandbookWindow::makeReader()
{
    m_view->setContextMenuPolicy(Qt::NoContextMenu); // its menu is for answers
    m_view->setMinimumWidth(320);
    auto *link = new LinkQuestion;
    const ReaderRequests *requests = m_view->requests();
    connect(requests, &ReaderRequests::linkActivated, link, &LinkQuestion::follow);
    connect(requests, &ReaderRequests::linkRefused, link, &LinkQuestion::refuse);
    auto *reader = new QWidget;
    auto *column = new QVBoxLayout(reader);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_view, 1);
    column->addWidget(link);
    return reader;
}

void HandbookWindow::list()
{
    const QStringList words = m_search->text().simplified().split(u' ', Qt::SkipEmptyParts);
    m_list->clear();
    if (words.isEmpty())
        listChapters();
    else
        listPassages(words);
    if (m_list->count() == 0)
        showText(tr("Nothing in the handbook has all these words."));
    m_list->setCurrentRow(0);
}

void HandbookWindow::listChapters()
{
    for (auto passage = m_passages.cbegin(); passage != m_passages.cend();) {
        const QString chapter = passage->chapter;
        QString markdown = "# %1\n\n"_L1.arg(chapter);
        for (; passage != m_passages.cend() && passage->chapter == chapter; ++passage)
            markdown += markdownOf(*passage);
        addEntry(chapter, markdown);
    }
}

/// Those with the words in their heading come first, then those that say them most.
void HandbookWindow::listPassages(const QStringList &words)
{
    QList<HandbookPassage> found = m_passages;
    found.removeIf([&words](const HandbookPassage &passage) {
        return !hasAll(passage.chapter + u' ' + passage.heading + u' ' + passage.body, words);
    });
    std::ranges::stable_sort(found, std::ranges::greater(), [&words](const HandbookPassage &passage) {
        return std::pair(hasAll(passage.heading, words), timesIn(passage.body, words));
    });
    for (const HandbookPassage &passage : std::as_const(found)) {
        const QString title =
            isIntroduction(passage) ? passage.chapter : passage.chapter + u" › "_s + passage.heading;
        addEntry(title, "# %1\n\n"_L1.arg(passage.chapter) + markdownOf(passage));
    }
}

void HandbookWindow::addEntry(const QString &text, const QString &markdown)
{
    auto *entry = new QListWidgetItem(text, m_list);
    entry->setData(MarkdownRole, markdown);
}

void HandbookWindow::showText(const QString &markdown)
{
    ConversationMessages *messages = m_view->messages();
    m_view->clear();
    messages->beginAnswer(0);
    messages->appendText(markdown);
    messages->endAnswer(ConversationMessages::End::Complete);
    messages->flush();
    m_view->restoreVisible({{.turn = 0, .top = m_view->viewport()->height() / 20}});
}

/// The list moves while the words are typed.
bool HandbookWindow::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (isKeyOfList(key->key())) {
            QCoreApplication::sendEvent(m_list, event);
            return true;
        }
    }
    return QDialog::eventFilter(watched, event);
}

} // namespace Parlance
