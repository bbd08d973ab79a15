// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspect/bodyview.h"

#include "ui/inspect/inspectwords.h"
#include "ui/inspect/jsonmodel.h"
#include "ui/inspect/notedpane.h"
#include "view/base/elidedlabel.h"
#include "view/base/linkbutton.h"
#include "view/base/stylesheet.h"
#include "view/base/tooltip.h"
#include "wire/utf8text.h"
#include "workspace/words/extrajsontext.h"

#include <QButtonGroup>
#include <QClipboard>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QHeaderView>
#include <QPushButton>
#include <QShortcut>
#include <QStackedLayout>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

enum Page { Raw, Tree };

constexpr int ShownDepth = 3;
constexpr qsizetype LargeJson = 64 * 1024; ///< bytes from which on only the top is unfolded

} // namespace

BodyView::BodyView(const QString &name, QWidget *parent)
    : QWidget(parent)
    , m_raw(new TextView)
    , m_tree(new QTreeView)
    , m_model(new JsonModel(this))
    , m_fault(new ElidedLabel)
    , m_pages(new QButtonGroup(this))
    , m_copy(new QPushButton(tr("Copy")))
    , m_stack(new QStackedLayout)
{
    auto *pages = new QWidget;
    pages->setLayout(m_stack);
    m_pane = new NotedPane(pages);
    m_raw->setAccessibleName(name);
    m_raw->setObjectName(u"inspectorRaw"_s);
    m_tree->setAccessibleName(tr("%1 as a tree").arg(name));
    m_tree->setObjectName(u"inspectorTree"_s);
    m_tree->setModel(m_model);
    m_tree->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_tree->setUniformRowHeights(true);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->header()->hide();
    m_tree->header()->setSectionResizeMode(0, QHeaderView::ResizeToContents);
    m_stack->addWidget(m_raw);
    m_stack->addWidget(m_tree);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeBar(name));
    layout->addWidget(m_pane, 1);
    auto *copyTree = new QShortcut(QKeySequence::Copy, m_tree, nullptr, nullptr, Qt::WidgetShortcut);
    connect(copyTree, &QShortcut::activated, this, &BodyView::copy);
    showPage();
}

QWidget *BodyView::makeBar(const QString &name)
{
    auto *bar = new QWidget;
    auto *layout = new QHBoxLayout(bar);
    layout->setContentsMargins(8, 3, 12, 3);
    layout->setSpacing(4);
    const std::pair<Page, QString> pages[] = {{Raw, tr("Raw")}, {Tree, tr("JSON")}};
    for (const auto &[page, title] : pages) {
        auto *button = new QToolButton;
        button->setText(title);
        button->setCheckable(true);
        button->setProperty("role", u"choice"_s);
        button->setAccessibleName(tr("%1: %2").arg(name, title));
        m_pages->addButton(button, page);
        layout->addWidget(button);
    }
    m_fault->setObjectName(u"inspectorFault"_s);
    layout->addWidget(m_fault, 1);
    layout->addStretch();
    m_copy->setObjectName(u"inspectorCopy"_s);
    lookLikeLink(m_copy);
    layout->addWidget(m_copy);
    connect(m_pages, &QButtonGroup::idClicked, this, &BodyView::choosePage);
    connect(m_copy, &QPushButton::clicked, this, &BodyView::copy);
    return bar;
}

void BodyView::choosePage(int page)
{
    m_page = page;
    showPage();
}

/// Enables what does something, and says why the rest does not.
void BodyView::showPage()
{
    const bool isText = !m_raw->text().isEmpty();
    const bool isJson = !m_json.isEmpty();
    m_pages->button(Raw)->setEnabled(isText);
    m_pages->button(Tree)->setEnabled(isJson);
    m_copy->setEnabled(isText);
    m_pane->setNote(isText ? QString() : m_note);
    const int page = isJson ? m_page : Raw;
    m_pages->button(page)->setChecked(true);
    m_stack->setCurrentIndex(page);
    if (page == Tree)
        readJson();
    setStyleProperty(m_fault, "role", page == Tree ? u"warning"_s : u"secondary"_s);
    m_fault->setText(page == Tree ? faultText() : isText && !isJson ? m_note : QString());
    m_fault->setToolTip(plainToolTip(m_fault->text()));
}

QString BodyView::faultText() const
{
    return m_model->fault() ? describeJsonFaultWithBytes(*m_model->fault(), m_json) : QString();
}

void BodyView::setBytes(const QByteArray &bytes, const QByteArray &json, const QString &note)
{
    m_raw->setText(textFromUtf8(bytes));
    m_note = note;
    if (json != m_json) {
        m_json = json;
        m_isRead = false;
        m_model->setJson({});
    }
    showPage();
}

/// Reads the JSON when its tree is first shown: a large body takes a moment.
void BodyView::readJson()
{
    if (std::exchange(m_isRead, true))
        return;
    m_model->setJson(m_json);
    m_tree->expandToDepth(m_json.size() < LargeJson ? ShownDepth : 0);
}

void BodyView::showRange(const TextRange &range)
{
    choosePage(Raw);
    m_raw->select(range);
}

bool BodyView::showPath(const QString &path)
{
    readJson();
    const QModelIndex found = m_model->find(path);
    if (!found.isValid())
        return false;
    choosePage(Tree);
    m_tree->setCurrentIndex(found);
    m_tree->scrollTo(found, QAbstractItemView::PositionAtCenter);
    return true;
}

/// Copies the selected text or value, or everything.
void BodyView::copy()
{
    const QModelIndex current = m_tree->currentIndex();
    if (m_stack->currentIndex() == Raw)
        m_raw->copy();
    else if (current.isValid())
        QGuiApplication::clipboard()->setText(current.data(JsonModel::TextRole).toString());
    else
        QGuiApplication::clipboard()->setText(textFromUtf8(m_json));
}

} // namespace Parlance
