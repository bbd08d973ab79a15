// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspect/bodyview.h"

#include "ui/inspect/inspectwords.h"
#include "ui/inspect/jsonmodel.h"
#include "view/base/elidedlabel.h"
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
    , m_stack(new QStackedLayout)
{
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
    layout->addLayout(m_stack, 1);
    auto *copyTree = new QShortcut(QKeySequence::Copy, m_tree, nullptr, nullptr, Qt::WidgetShortcut);
    connect(copyTree, &QShortcut::activated, this, &BodyView::copy);
    showPage(Raw);
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
    m_fault->setProperty("role", u"warning"_s);
    layout->addWidget(m_fault, 1);
    layout->addStretch();
    auto *copyAll = new QPushButton(tr("Copy"));
    copyAll->setObjectName(u"inspectorCopy"_s);
    copyAll->setProperty("role", u"link"_s);
    layout->addWidget(copyAll);
    connect(m_pages, &QButtonGroup::idClicked, this, &BodyView::showPage);
    connect(copyAll, &QPushButton::clicked, this, &BodyView::copy);
    return bar;
}

void BodyView::showPage(int page)
{
    m_pages->button(page)->setChecked(true);
    m_stack->setCurrentIndex(page);
    if (page == Tree)
        readJson();
    m_fault->setVisible(page == Tree);
}

void BodyView::setBytes(const QByteArray &bytes, const QByteArray &json)
{
    m_raw->setText(textFromUtf8(bytes));
    if (json == m_json)
        return;
    m_json = json;
    m_isRead = false;
    m_model->setJson({});
    if (m_stack->currentIndex() == Tree)
        readJson();
}

/// Reads the JSON when its tree is first shown: a large body takes a moment.
void BodyView::readJson()
{
    if (std::exchange(m_isRead, true))
        return;
    m_model->setJson(m_json);
    m_fault->setText(m_model->fault() ? describeJsonFaultWithBytes(*m_model->fault(), m_json) : QString());
    m_tree->expandToDepth(m_json.size() < LargeJson ? ShownDepth : 0);
}

void BodyView::showRange(const TextRange &range)
{
    showPage(Raw);
    m_raw->select(range);
}

bool BodyView::showPath(const QString &path)
{
    readJson();
    const QModelIndex found = m_model->find(path);
    if (!found.isValid())
        return false;
    showPage(Tree);
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
