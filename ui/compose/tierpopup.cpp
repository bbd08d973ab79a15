// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compose/tierpopup.h"

#include "gateways/gateway.h"
#include "ui/compose/tierdelegate.h"
#include "ui/compose/tiermodel.h"
#include "ui/compose/tiersearch.h"
#include "view/base/linkbutton.h"
#include "view/base/mnemonic.h"
#include "view/base/stylesheet.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QScreen>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

constexpr int MinWidth = 380;
constexpr int MaxWidth = 640;
constexpr int MaxHeight = 560;

QPushButton *makeLink(const QString &name)
{
    QPushButton *button = linkButton(name);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

/// A prompt, perhaps, that was typed into the wrong field.
bool hasSpace(const QString &typed)
{
    return std::ranges::any_of(typed, [](QChar c) { return c.isSpace(); });
}

} // namespace

TierPopup::TierPopup(TierModel *model, QWidget *parent)
    : QFrame(parent, Qt::Popup | Qt::FramelessWindowHint)
    , m_model(model)
    , m_found(new TierSearch(model, this))
    , m_search(new QLineEdit)
    , m_list(new QListView)
    , m_typed(makeLink(u"useTyped"_s))
    , m_refresh(makeLink(u"refreshModels"_s))
    , m_stop(makeLink(u"stopModels"_s))
{
    setObjectName(u"tierPopup"_s);
    m_search->setObjectName(u"tierSearch"_s);
    m_search->setPlaceholderText(tr("Search, or enter a model ID"));
    m_search->setAccessibleName(tr("Search models"));
    m_search->installEventFilter(this);
    m_list->setObjectName(u"tierList"_s);
    m_list->setAccessibleName(tr("Model tiers"));
    m_list->setModel(m_found);
    m_list->setItemDelegate(new TierDelegate(m_list));
    m_list->setMouseTracking(true);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->setSpacing(4);
    layout->addWidget(m_search);
    layout->addWidget(m_typed, 0, Qt::AlignLeft);
    layout->addWidget(m_list, 1);
    layout->addLayout(makeFooter());
    connect(m_search, &QLineEdit::textChanged, this, &TierPopup::search);
    connect(m_list, &QListView::clicked, this, &TierPopup::choose);
    connect(m_typed, &QPushButton::clicked, this, &TierPopup::chooseTyped);
    connect(m_refresh, &QPushButton::clicked, this, &TierPopup::refreshRequested);
    connect(m_stop, &QPushButton::clicked, this, &TierPopup::stopRequested);
}

QLayout *TierPopup::makeFooter()
{
    m_stop->setText(tr("Stop"));
    m_stop->setAccessibleName(tr("Stop loading the models"));
    auto *footer = new QHBoxLayout;
    footer->addWidget(m_refresh);
    footer->addWidget(m_stop);
    footer->addStretch();
    return footer;
}

void TierPopup::popup(const QWidget *anchor, const Gateway &gateway, const QString &model, bool canRefresh)
{
    m_gatewayId = gateway.id;
    m_gatewayName = gateway.fullName();
    m_needsModel = gateway.needsModel();
    m_found->setOwnGateway(gateway.id);
    m_search->clear();
    search({});
    offerRefresh();
    m_refresh->setVisible(canRefresh);
    place(anchor);
    show();
    select(gateway.id, model);
    m_search->setFocus();
}

void TierPopup::select(const QString &gatewayId, const QString &model)
{
    if (!m_search->text().isEmpty())
        return markBest();
    const QModelIndex found = m_found->mapFromSource(m_model->find(gatewayId, model));
    const bool isTyped = !model.isEmpty() && found.data(TierModel::ModelRole).toString() != model;
    const QModelIndex first = TierModel::isHeading(found) ? found.siblingAtRow(found.row() + 1) : found;
    m_list->setCurrentIndex(isTyped ? QModelIndex() : first); // Enter keeps a model that was typed
    m_list->scrollTo(found, QAbstractItemView::PositionAtCenter);
}

void TierPopup::offerRefresh(const QString &text)
{
    m_refresh->setText(
        escapedAmpersands(text.isEmpty() ? tr("Load the models of %1").arg(m_gatewayName) : text));
    m_refresh->setEnabled(true);
    m_stop->hide();
}

void TierPopup::showAsking(const QString &text)
{
    m_refresh->setText(escapedAmpersands(text));
    m_refresh->setEnabled(false);
    m_stop->show();
}

void TierPopup::place(const QWidget *anchor)
{
    int height = 3 * m_search->sizeHint().height();
    for (int row = 0; row < m_found->rowCount(); ++row)
        height += m_list->sizeHintForRow(row);
    const QRect screen = anchor->screen()->availableGeometry();
    const int wanted =
        qMin(qMax(MinWidth, m_list->sizeHintForColumn(0) + 40), qMin(MaxWidth, screen.width()));
    resize(wanted, qMin(height, qMin(MaxHeight, screen.height() - 80)));
    QPoint corner = anchor->mapToGlobal(QPoint(0, anchor->height() + 4));
    corner.setX(qMin(corner.x(), screen.right() - width()));
    corner.setY(qMin(corner.y(), screen.bottom() - this->height()));
    move(corner);
}

void TierPopup::search(const QString &text)
{
    const QString typed = text.trimmed();
    m_found->setText(typed);
    m_typed->setVisible(!typed.isEmpty());
    m_typed->setEnabled(!hasSpace(typed));
    m_typed->setText(escapedAmpersands(
        hasSpace(typed) ? tr("A model ID has no spaces") : tr("Use “%1” at %2").arg(typed, m_gatewayName)));
    markBest();
    m_list->scrollToTop();
}

/// Marks what Enter chooses.
void TierPopup::markBest()
{
    const bool typed = meansTyped(m_search->text().trimmed());
    m_list->setCurrentIndex(typed ? QModelIndex() : m_found->best());
    setStyleProperty(m_typed, "best", typed);
}

bool TierPopup::meansTyped(const QString &typed) const
{
    const bool isKnown =
        TierModel::isHeading(m_model->find(m_gatewayId, {})); // its models are known, and all have a name
    if (!m_needsModel || isKnown || typed.isEmpty() || hasSpace(typed))
        return false;
    const QModelIndex best = m_found->best();
    const QString model = best.data(TierModel::ModelRole).toString();
    const QStringList names = best.data(TierModel::NamesRole).toStringList();
    return std::ranges::none_of(names,
        [&](const QString &name) { return name != model && name.contains(typed, Qt::CaseInsensitive); });
}

bool TierPopup::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return QFrame::eventFilter(watched, event);
    switch (static_cast<QKeyEvent *>(event)->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        chooseCurrent();
        return true;
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
        QCoreApplication::sendEvent(m_list, event);
        return true;
    default:
        return QFrame::eventFilter(watched, event);
    }
}

void TierPopup::chooseCurrent()
{
    const QModelIndex current = m_list->currentIndex();
    if (current.isValid() && !TierModel::isHeading(current))
        choose(current);
    else
        chooseTyped();
}

void TierPopup::choose(const QModelIndex &index)
{
    if (!index.isValid() || TierModel::isHeading(index) || isHidden())
        return;
    hide();
    Q_EMIT chosen(index.data(TierModel::GatewayRole).toString(), index.data(TierModel::ModelRole).toString());
}

void TierPopup::chooseTyped()
{
    const QString typed = m_search->text().trimmed();
    if (hasSpace(typed))
        return;
    hide();
    if (!typed.isEmpty())
        Q_EMIT chosen(m_gatewayId, typed);
}

} // namespace Parlance
