// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/words/limittext.h"

#include "workspace/words/timetext.h"

#include <QLocale>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

QString number(qint64 count)
{
    return QLocale().toString(count);
}

QString row(const QString &title, const QString &value)
{
    return u"<tr><td>%1&nbsp;&nbsp;</td><td align='right'><b>%2</b></td></tr>"_s.arg(
        title.toHtmlEscaped(), value.toHtmlEscaped());
}

bool exceedsCredits(const LimitUse &use)
{
    return use.roundCredits && use.key.creditsLeft && *use.roundCredits > *use.key.creditsLeft;
}

double part(qint64 used, qint64 limit)
{
    return limit > 0 ? std::min(1.0, static_cast<double>(used) / static_cast<double>(limit)) : 1;
}

} // namespace

QString LimitText::warning(const LimitUse &use)
{
    const KeyUse &key = use.key;
    if (exceedsCredits(use))
        return tr("About %1 credits needed, %2 left")
            .arg(QLocale().toString(*use.roundCredits, 'f', 2), QLocale().toString(*key.creditsLeft, 'f', 2));
    if (!use.tokensPerDay)
        return {};
    const qint64 left = std::max<qint64>(0, *use.tokensPerDay - key.tokensToday);
    const auto &[least, most] = use.roundTokens;
    if (most <= left)
        return {};
    return least == most ? tr("About %1 tokens needed, %2 left today").arg(number(most), number(left))
                         : tr("About %1 to %2 tokens needed, %3 left today")
                               .arg(number(least), number(most), number(left));
}

QString LimitText::brief(const LimitUse &use)
{
    const KeyUse &key = use.key;
    if (key.waiting > 0)
        return tr("%n queued, the last is sent in %1", nullptr, static_cast<int>(key.waiting))
            .arg(TimeText::duration(key.lastGoesIn));
    if (!key.requestsPerMinute && use.tokensPerDay)
        return tr("%1 of %2 tokens today").arg(number(key.tokensToday), number(*use.tokensPerDay));
    if (!key.requestsPerMinute)
        return {};
    if (use.roundWait > 0ms)
        return tr("%1 of %2 a minute: the last is sent in %3")
            .arg(number(key.requestsInMinute), number(*key.requestsPerMinute),
                TimeText::duration(use.roundWait));
    return tr("%1 of %2 a minute").arg(number(key.requestsInMinute), number(*key.requestsPerMinute));
}

std::optional<double> LimitText::used(const LimitUse &use)
{
    const KeyUse &key = use.key;
    if (exceedsCredits(use))
        return 1;
    const bool isTokens = use.tokensPerDay && (!key.requestsPerMinute || !warning(use).isEmpty());
    if (isTokens)
        return part(key.tokensToday, *use.tokensPerDay);
    return key.requestsPerMinute ? std::optional(part(key.requestsInMinute, *key.requestsPerMinute))
                                 : std::nullopt;
}

QString LimitText::table(const LimitUse &use, const QString &cost)
{
    const KeyUse &key = use.key;
    QString rows;
    if (key.requestsPerMinute)
        rows += row(tr("Requests this minute"),
            tr("%1 of %2").arg(number(key.requestsInMinute), number(*key.requestsPerMinute)));
    rows += row(tr("Total requests"), number(key.requests));
    if (use.tokensPerDay)
        rows += row(
            tr("Tokens today (UTC)"), tr("%1 of %2").arg(number(key.tokensToday), number(*use.tokensPerDay)));
    else if (key.tokensToday > 0)
        rows += row(tr("Tokens today (UTC)"), number(key.tokensToday));
    if (key.creditsLeft)
        rows += row(tr("Credits left, as the gateway reports"), QLocale().toString(*key.creditsLeft, 'f', 2));
    if (!cost.isEmpty())
        rows += row(tr("Cost of this page"), cost);
    const QString note =
        tr("The key of %1, for all lanes, pages and repeats. Counted by this window since it started.")
            .arg(use.gateway);
    return u"<table>%1</table><p>%2</p>"_s.arg(rows, note.toHtmlEscaped());
}

} // namespace Parlance
