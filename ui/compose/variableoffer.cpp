// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compose/variableoffer.h"

#include "view/base/linkbutton.h"
#include "view/base/tooltip.h"

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

constexpr qsizetype MostLetters = 28; ///< of the names

} // namespace

VariableOffer::VariableOffer(QWidget *parent)
    : QPushButton(parent)
{
    setObjectName(u"variableOffer"_s);
    lookLikeLink(this);
}

void VariableOffer::setNames(const QStringList &names)
{
    const QString all = names.join(u", "_s);
    const QString shown = all.size() > MostLetters ? all.first(MostLetters) + u'…' : all;
    setText(tr("%n variables without a value: %1", nullptr, static_cast<int>(names.size())).arg(shown));
    setToolTip(plainToolTip(tr("%1\nA name in double braces is sent as it stands until it has a value. Click "
                               "to give it one.")
            .arg(all)));
    Q_EMIT offered(!names.isEmpty());
}

} // namespace Parlance
