// SPDX-License-Identifier: GPL-3.0-or-later
#include "view/base/worksign.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QProgressBar>
#include <QTimer>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Parlance {

namespace {

constexpr auto Moment = 400ms; ///< what is done by then needs no sign

} // namespace

WorkSign::WorkSign(const QString &what, QWidget *window)
    : QDialog(window)
{
    setObjectName(u"workSign"_s);
    setWindowTitle(what);
    auto *words = new QLabel(what);
    words->setTextFormat(Qt::PlainText);
    auto *bar = new QProgressBar;
    bar->setAccessibleName(what);
    bar->setRange(0, 0);
    bar->setTextVisible(false);
    bar->setFixedHeight(4);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 12);
    layout->setSpacing(12);
    layout->addWidget(words);
    layout->addWidget(bar);
    layout->addWidget(buttons);
    setMinimumWidth(320);
    connect(buttons, &QDialogButtonBox::rejected, this, &WorkSign::reject);
    QTimer::singleShot(Moment, this, [this] {
        if (isWorking())
            show();
    });
}

WorkSign::~WorkSign()
{
    m_stop.request_stop();
}

void WorkSign::end()
{
    if (isWorking()) // or it would say once more that it was given up
        reject();
    deleteLater();
}

void WorkSign::reject()
{
    m_stop.request_stop();
    QDialog::reject();
}

} // namespace Parlance
