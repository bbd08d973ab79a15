// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playground/capturechooser.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

enum Column { Method, Address, Status, Size };

QString statusOf(const Capture &capture)
{
    const auto &head = capture.recording.head;
    return head ? QString::number(head->status) : CaptureChooser::tr("no answer");
}

} // namespace

CaptureChooser::CaptureChooser(const QList<Capture> &captures, const QString &file, QWidget *parent)
    : QDialog(parent)
    , m_list(new QTreeWidget)
{
    setObjectName(u"captureChooser"_s);
    setWindowTitle(tr("Replay a capture"));
    auto *words = new QLabel(
        tr("%1 has %n captures. Which do you want to replay?", nullptr, static_cast<int>(captures.size()))
            .arg(file));
    words->setTextFormat(Qt::PlainText);
    words->setWordWrap(true);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    m_play = buttons->addButton(tr("&Replay"), QDialogButtonBox::AcceptRole);
    m_play->setObjectName(u"replayChosen"_s);
    m_play->setDefault(true);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(words);
    layout->addWidget(m_list);
    layout->addWidget(buttons);
    connect(m_list, &QTreeWidget::itemSelectionChanged, this, &CaptureChooser::showChoice);
    connect(m_list, &QTreeWidget::itemActivated, this, &CaptureChooser::accept);
    connect(buttons, &QDialogButtonBox::accepted, this, &CaptureChooser::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    fill(captures);
    showChoice();
    resize(640, 360);
}

void CaptureChooser::fill(const QList<Capture> &captures)
{
    m_list->setObjectName(u"captureList"_s);
    m_list->setAccessibleName(tr("Captures"));
    m_list->setHeaderLabels({tr("Method"), tr("Address"), tr("Status"), tr("Size")});
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setAllColumnsShowFocus(true);
    m_list->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_list->setTextElideMode(Qt::ElideMiddle);
    QHeaderView *header = m_list->header();
    header->setStretchLastSection(false);
    header->setSectionResizeMode(QHeaderView::ResizeToContents);
    header->setSectionResizeMode(Address, QHeaderView::Stretch);
    for (const Capture &capture : captures) {
        const QString address = capture.request.url.toDisplayString();
        auto *item = new QTreeWidgetItem(
            m_list, {QString::fromLatin1(capture.request.method), address, statusOf(capture),
                        QLocale().formattedDataSize(capture.recording.size())});
        item->setToolTip(Address, address);
        item->setTextAlignment(Size, Qt::AlignRight | Qt::AlignVCenter);
        item->setSelected(capture.request.method == "POST");
    }
    m_list->setCurrentItem(m_list->selectedItems().value(0), Method, QItemSelectionModel::NoUpdate);
}

void CaptureChooser::showChoice()
{
    m_play->setEnabled(!m_list->selectedItems().isEmpty());
}

void CaptureChooser::accept()
{
    QList<qsizetype> indexes;
    for (int i = 0; i < m_list->topLevelItemCount(); ++i) {
        if (m_list->topLevelItem(i)->isSelected())
            indexes.append(i);
    }
    QDialog::accept();
    Q_EMIT chosen(indexes);
}

} // namespace Parlance
