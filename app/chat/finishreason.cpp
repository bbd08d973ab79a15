// SPDX-License-Identifier: GPL-3.0-or-later
#include "chat/finishreason.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace Parlance {

Ending endingOf(const QString &finishReason)
{
    static const QRegularExpression usual(u"^((finish|stop)reason)?(|stop(ped|sequence|token)?|endturn|end|"
                                          u"eos(token)?|tool(call|use)s?|functioncalls?|"
                                          "completed?|finish(ed)?|done|success|normal|null|none)$"_s);
    static const QRegularExpression failed(
        u"error|fail|abort|cancel|insufficient|overload|malformed|exception|timeout|timedout|unavailable|"
        u"exhaust|"
        "disconnect|interrupt|invalid|unexpected|toomany|missing|crash|ratelimit|quota"_s);
    static const QRegularExpression cut(u"length|maxtoken|outputtoken|tokenlimit|contextwindow|truncat"_s);
    static const QRegularExpression withheld(
        u"filter|safety|sensitive|refus|prohibit|block|recitation|moderat|violat|polic|spii|censor|guardrail"_s);
    QString letters = finishReason.toLower();
    letters.removeIf([](QChar c) { return !c.isLetterOrNumber(); });
    if (letters.contains(usual))
        return Ending::Usual;
    if (letters.contains(failed))
        return Ending::Failed;
    if (letters.contains(cut))
        return Ending::Cut;
    return letters.contains(withheld) ? Ending::Withheld : Ending::Unknown;
}

bool isPause(const QString &finishReason)
{
    return finishReason == "pause_turn"_L1;
}

} // namespace Parlance
