// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspect/messageview.h"

#include "ui/inspect/bodyview.h"
#include "view/base/elidedlabel.h"
#include "view/base/linkbutton.h"
#include "view/base/theme.h"
#include "view/base/tooltip.h"

#include <QClipboard>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLocale>
#include <QMenu>
#include <QPushButton>
#include <QShortcut>
#include <QSplitter>
#include <QTableWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

constexpr int RowHeight = 22;
constexpr int WidestColumn = 240;

} // namespace

MessageView::MessageView(const QString &name, const QString &objectName, QWidget *parent)
    : QWidget(parent)
    , m_line(new ElidedLabel)
    , m_failure(new ElidedLabel)
    , m_facts(new ElidedLabel)
    , m_showEvent(new QPushButton)
    , m_copy(new QPushButton)
    , m_headers(new QTableWidget(0, 3))
    , m_headerPane(new NotedPane(m_headers))
    , m_body(new BodyView(tr("%1: body").arg(name)))
{
    m_headers->setObjectName(objectName + u"Headers"_s);
    m_headers->setAccessibleName(tr("%1: headers").arg(name));
    m_headers->setHorizontalHeaderLabels({tr("Header"), tr("Value"), tr("Note")});
    m_headers->setShowGrid(false);
    m_headers->setFrameShape(QFrame::NoFrame);
    m_headers->setWordWrap(false);
    m_headers->setTabKeyNavigation(false);
    m_headers->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_headers->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_headers->verticalHeader()->hide();
    m_headers->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_headers->verticalHeader()->setDefaultSectionSize(RowHeight);
    m_headers->horizontalHeader()->setHighlightSections(false);
    m_headers->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_headers->horizontalHeader()->setStretchLastSection(true);
    m_headers->horizontalHeader()->setSectionResizeMode(0, QHeaderView::ResizeToContents);
    m_headers->horizontalHeader()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    m_headers->horizontalHeader()->setMaximumSectionSize(WidestColumn);
    auto *copyRows = new QShortcut(QKeySequence::Copy, m_headers, nullptr, nullptr, Qt::WidgetShortcut);
    connect(copyRows, &QShortcut::activated, this, [this] {
        QStringList lines;
        for (const QModelIndex &row : m_headers->selectionModel()->selectedRows())
            lines << rowTexts().at(row.row());
        QGuiApplication::clipboard()->setText(lines.join(u'\n'));
    });
    m_headers->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_headers, &QWidget::customContextMenuRequested, this, &MessageView::openMenu);
    auto *splitter = new QSplitter;
    m_pane = new NotedPane(splitter);
    splitter->addWidget(m_headerPane);
    splitter->addWidget(m_body);
    splitter->setChildrenCollapsible(false);
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 2);
    splitter->setSizes({3000, 2000});
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeTop(objectName));
    layout->addWidget(m_pane, 1);
}

void MessageView::openMenu(const QPoint &place)
{
    const int row = m_headers->indexAt(place).row();
    if (m_shown.isEmpty())
        return;
    auto *menu = new QMenu(m_headers);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto add = [this, menu](const QString &words, const QString &text) {
        menu->addAction(words, this, [text] { QGuiApplication::clipboard()->setText(text); });
    };
    if (row >= 0) {
        m_headers->selectRow(row);
        add(tr("Copy &value"), m_shown.at(row).value);
        add(tr("Copy &line"), rowTexts().at(row));
    }
    add(tr("Copy &all"), rowTexts().join(u'\n'));
    menu->popup(m_headers->viewport()->mapToGlobal(place));
}

QWidget *MessageView::makeTop(const QString &objectName)
{
    auto *top = new QWidget;
    m_line->setObjectName(objectName + u"Line"_s);
    m_line->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_line->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_facts->setObjectName(objectName + u"Facts"_s);
    m_facts->setProperty("role", u"secondary"_s);
    m_failure->setObjectName(objectName + u"Failure"_s);
    m_failure->setProperty("role", u"warning"_s);
    m_failure->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_failure->hide();
    m_showEvent->setObjectName(objectName + u"ShowEvent"_s);
    lookLikeLink(m_showEvent);
    m_showEvent->hide();
    connect(m_showEvent, &QPushButton::clicked, this, [this] { Q_EMIT eventRequested(m_event); });
    m_copy->setObjectName(objectName + u"Copy"_s);
    lookLikeLink(m_copy);
    m_copy->hide();
    connect(m_copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_copied); });
    auto *words = new QVBoxLayout;
    words->setSpacing(0);
    words->addWidget(m_line);
    words->addWidget(m_failure);
    words->addWidget(m_facts);
    auto *layout = new QHBoxLayout(top);
    layout->setContentsMargins(12, 6, 12, 6);
    layout->addLayout(words, 1);
    layout->addWidget(m_showEvent);
    layout->addWidget(m_copy);
    return top;
}

void MessageView::setHead(const Head &head)
{
    m_line->setText(head.line);
    m_failure->setText(head.failure);
    m_failure->setToolTip(plainToolTip(head.failure));
    m_failure->setVisible(!head.failure.isEmpty());
    m_facts->setText(head.facts);
    m_headerPane->setNote(head.headers.isEmpty() ? tr("No headers") : QString());
    fillHeaders(head.headers);
}

void MessageView::fillHeaders(const QList<Header> &headers)
{
    if (headers == m_shown && m_headers->rowCount() == headers.size())
        return;
    m_shown = headers;
    m_headers->setRowCount(static_cast<int>(headers.size()));
    const QFont fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    for (int row = 0; row < headers.size(); ++row) {
        const Header &header = headers.at(row);
        const QString cells[] = {header.name, header.value, header.note};
        for (int column = 0; column < 3; ++column) {
            auto *item = new QTableWidgetItem(cells[column]);
            item->setToolTip(plainToolTip(cells[column]));
            if (column < 2)
                item->setFont(fixed);
            else
                item->setForeground(Theme::current().secondaryText);
            m_headers->setItem(row, column, item);
        }
    }
}

void MessageView::clear(const QString &note)
{
    setHead({});
    setNote(note);
    setEvent(-1);
    setCopied({}, {});
    m_body->setBytes({}, {});
}

void MessageView::setCopied(const QString &label, const QString &text)
{
    m_copied = text;
    m_copy->setText(label);
    m_copy->setVisible(!text.isEmpty());
}

void MessageView::setEvent(qsizetype event)
{
    m_event = event;
    m_showEvent->setText(tr("Show event %1").arg(QLocale().toString(event + 1)));
    m_showEvent->setVisible(event >= 0);
}

QStringList MessageView::rowTexts() const
{
    QStringList rows;
    for (const Header &header : m_shown)
        rows << header.name + u": "_s + header.value;
    return rows;
}

void MessageView::showHeader(int row)
{
    m_headers->selectRow(row);
}

} // namespace Parlance
