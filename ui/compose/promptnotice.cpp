// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compose/promptnotice.h"

#include "view/base/linkbutton.h"
#include "view/base/plainlabel.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Parlance {

PromptNotice::PromptNotice(QWidget *parent)
    : QWidget(parent)
    , m_more(plainLabel(u"moreNotices"_s, u"warning"_s))
    , m_send(linkButton(u"sendAnyway"_s, tr("Send anyway")))
{
    setObjectName(u"promptNotices"_s);
    auto *rows = new QVBoxLayout;
    rows->setSpacing(2);
    for (qsizetype i = 0; i < MostShown; ++i) {
        m_rows.append(makeRow(i));
        rows->addWidget(m_rows.last().widget);
    }
    rows->addWidget(m_more);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(2, 0, 0, 0);
    layout->setSpacing(12);
    layout->addLayout(rows, 1);
    layout->addWidget(m_send, 0, Qt::AlignBottom);
    connect(m_send, &QPushButton::clicked, this, &PromptNotice::sendRequested);
    hide();
}

void PromptNotice::say(const QList<Reason> &reasons, bool maySend)
{
    const qsizetype shown = qMin(reasons.size(), MostShown);
    for (qsizetype i = 0; i < MostShown; ++i) {
        const Row &row = m_rows.at(i);
        row.widget->setVisible(i < shown);
        fill(row, reasons.value(i));
    }
    const auto more = static_cast<int>(reasons.size() - shown);
    m_more->setText(more > 0 ? tr("and %n more", nullptr, more) : QString());
    m_more->setVisible(more > 0);
    m_send->setVisible(maySend);
    setVisible(!reasons.isEmpty());
}

void PromptNotice::fill(const Row &row, const Reason &reason)
{
    row.text->setText(reason.text);
    row.show->setText(reason.show);
    row.show->setVisible(!reason.show.isEmpty());
    row.repair->setText(reason.repair);
    for (QPushButton *button : {row.show, row.repair})
        button->setAccessibleDescription(reason.text);
}

PromptNotice::Row PromptNotice::makeRow(qsizetype index)
{
    const Row row{.widget = new QWidget,
        .text = plainLabel(u"promptNotice"_s, u"warning"_s),
        .show = linkButton(u"showReason"_s),
        .repair = linkButton(u"mend"_s)};
    auto *layout = new QHBoxLayout(row.widget);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(row.text, 1);
    layout->addWidget(row.show, 0, Qt::AlignTop);
    layout->addWidget(row.repair, 0, Qt::AlignTop);
    connect(row.show, &QPushButton::clicked, this, [this, index] { Q_EMIT showRequested(index); });
    connect(row.repair, &QPushButton::clicked, this, [this, index] { Q_EMIT repairRequested(index); });
    return row;
}

} // namespace Parlance
