// SPDX-License-Identifier: GPL-3.0-or-later
#include "chat/finishreason.h"

#include <QStringList>

using namespace Qt::StringLiterals;

namespace Parlance {

bool isTokenLimit(const QString &finishReason)
{
    static const QStringList limits{
        u"length"_s, u"max_tokens"_s, u"max_output_tokens"_s, u"model_context_window_exceeded"_s};
    return limits.contains(finishReason, Qt::CaseInsensitive);
}

bool isWithheld(const QString &finishReason)
{
    static const QStringList withheld{u"content_filter"_s, u"refusal"_s, u"safety"_s};
    return withheld.contains(finishReason, Qt::CaseInsensitive);
}

} // namespace Parlance
