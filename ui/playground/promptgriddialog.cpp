// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playground/promptgriddialog.h"

#include "gateways/catalog.h"
#include "ui/edit/longtextedit.h"
#include "view/base/linkbutton.h"
#include "view/base/tooltip.h"
#include "view/base/windowsize.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

QLabel *makeHeading(const QString &text)
{
    auto *heading = new QLabel(text);
    heading->setProperty("role", u"heading"_s);
    return heading;
}

} // namespace

PromptGridDialog::PromptGridDialog(const QList<LaneSetup> &lanes, const Catalog &catalog, QWidget *parent)
    : QDialog(parent)
    , m_modelList(new QListWidget)
    , m_promptRows(new QVBoxLayout)
    , m_count(new QLabel)
    , m_buttons(new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel))
{
    setObjectName(u"promptGridDialog"_s);
    setWindowTitle(tr("System prompts and models"));
    setAttribute(Qt::WA_DeleteOnClose);
    m_modelList->setObjectName(u"gridModels"_s);
    m_modelList->setAccessibleName(tr("Models"));
    m_modelList->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_modelList->setTextElideMode(Qt::ElideMiddle); // the ends differ
    m_count->setObjectName(u"gridCount"_s);
    m_count->setProperty("role", u"secondary"_s);
    buildLayout();
    for (const LaneSetup &lane : lanes) {
        if (const Gateway *gateway = catalog.find(lane.choice.gateway))
            addModel(lane, *gateway, true);
    }
    for (const LaneSetup &lane : lanes) {
        const Gateway *gateway = catalog.find(lane.choice.gateway);
        for (const Tier &tier : gateway ? gateway->tiers : QList<Tier>()) {
            LaneSetup other = lane;
            other.choice.model = tier.model;
            addModel(other, *gateway, false);
        }
    }
    addPrompt(lanes.isEmpty() ? QString() : lanes.first().parameters.system);
    addPrompt({});
    connect(m_modelList, &QListWidget::itemChanged, this, &PromptGridDialog::showCount);
    connect(m_buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    resizeOnScreen(*this, {900, 520});
    showCount();
    m_prompts.first().name->setFocus();
}

void PromptGridDialog::buildLayout()
{
    auto *prompts = new QWidget;
    auto *column = new QVBoxLayout(prompts);
    column->setContentsMargins(0, 0, 8, 0);
    column->addLayout(m_promptRows);
    auto *add = new QPushButton(tr("&Add a system prompt"));
    add->setObjectName(u"gridAddPrompt"_s);
    lookLikeLink(add);
    add->setAutoDefault(false);
    connect(add, &QPushButton::clicked, this, [this] {
        addPrompt({});
        m_prompts.last().name->setFocus();
    });
    column->addWidget(add, 0, Qt::AlignLeft);
    column->addStretch();
    auto *scroll = new QScrollArea;
    scroll->setFocusPolicy(Qt::NoFocus); // its fields scroll it
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setWidget(prompts);
    auto *left = new QVBoxLayout;
    left->addWidget(makeHeading(tr("System prompts")));
    left->addWidget(scroll, 1);
    auto *right = new QVBoxLayout;
    right->addWidget(makeHeading(tr("Models")));
    right->addWidget(m_modelList, 1);
    auto *sides = new QHBoxLayout;
    sides->setSpacing(16);
    sides->addLayout(left, 1);
    sides->addLayout(right, 1);
    auto *bottom = new QHBoxLayout;
    bottom->addWidget(m_count, 1);
    bottom->addWidget(m_buttons);
    auto *layout = new QVBoxLayout(this);
    layout->addLayout(sides, 1);
    layout->addLayout(bottom);
}

void PromptGridDialog::addModel(const LaneSetup &setup, const Gateway &gateway, bool isChosen)
{
    if (std::ranges::contains(m_models, setup.choice, [](const Model &model) { return model.setup.choice; }))
        return;
    m_models.append({.setup = setup, .name = nameOf(setup.choice, gateway)});
    auto *item =
        new QListWidgetItem(tr("%1 · %2").arg(gateway.fullName(), m_models.last().name), m_modelList);
    item->setToolTip(plainToolTip(item->text()));
    item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
    item->setCheckState(isChosen ? Qt::Checked : Qt::Unchecked);
}

/// Named by its letter, as long as the user gives no other name.
void PromptGridDialog::addPrompt(const QString &text)
{
    const Prompt prompt{.name = new QLineEdit, .text = new LongTextEdit};
    const int number = static_cast<int>(m_prompts.size());
    prompt.name->setText(QString(QChar(u'A' + number % 26)));
    prompt.name->setObjectName(u"gridName%1"_s.arg(number));
    prompt.name->setAccessibleName(tr("Name of system prompt %1").arg(number + 1));
    prompt.name->setMaxLength(40);
    prompt.text->setObjectName(u"gridPrompt%1"_s.arg(number));
    prompt.text->setAccessibleName(tr("System prompt %1").arg(number + 1));
    prompt.text->setPlaceholderText(tr("Empty: no system prompt"));
    prompt.text->setTabChangesFocus(true);
    prompt.text->setFixedHeight(prompt.text->fontMetrics().lineSpacing() * 4 + 22);
    prompt.text->setPlainText(text);
    m_promptRows->addWidget(prompt.name);
    m_promptRows->addWidget(prompt.text);
    m_promptRows->addSpacing(8);
    m_prompts.append(prompt);
    showCount();
}

void PromptGridDialog::showCount()
{
    const qsizetype count = lanes().size();
    const qsizetype models = count / m_prompts.size();
    const bool isTooMany = count > MostLanes;
    m_count->setText(isTooMany ? tr("%1 lanes are too many: %2 at most").arg(count).arg(MostLanes)
                               : tr("%1 × %2 = %3 lanes").arg(m_prompts.size()).arg(models).arg(count));
    m_buttons->button(QDialogButtonBox::Ok)->setText(tr("&Make the lanes"));
    m_buttons->button(QDialogButtonBox::Ok)->setEnabled(count > 0 && !isTooMany);
}

QList<LaneSetup> PromptGridDialog::lanes() const
{
    QList<LaneSetup> lanes;
    for (int i = 0; i < m_modelList->count(); ++i) {
        if (m_modelList->item(i)->checkState() != Qt::Checked)
            continue;
        for (const Prompt &prompt : m_prompts) {
            LaneSetup lane = m_models.at(i).setup;
            lane.parameters.system = prompt.text->toPlainText();
            lane.name = tr("%1 · %2").arg(prompt.name->text().simplified(), m_models.at(i).name);
            lanes.append(lane);
        }
    }
    return lanes;
}

} // namespace Parlance
