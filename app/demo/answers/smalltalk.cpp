// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/answers/smalltalk.h"

#include <QRegularExpression>
#include <QStringList>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance::Demo {

namespace {

QRegularExpression caseless(const QString &pattern)
{
    return QRegularExpression(pattern, QRegularExpression::CaseInsensitiveOption);
}

/// A number in digits or words; 0 for other words.
qsizetype number(const QString &word)
{
    static const QStringList words = u"zero one two three four five six seven eight nine ten"_s.split(u' ');
    bool figures = false;
    const int value = word.toInt(&figures);
    return figures ? value : std::max<qsizetype>(0, words.indexOf(word.toLower()));
}

} // namespace

bool isGreeting(const QString &text)
{
    static const QRegularExpression greeting = caseless(
        uR"(^\W*(?:hello|hi|hey|greetings|good (?:morning|day|afternoon|evening))(?: there| parlance)?\W*$)"_s);
    return greeting.match(text).hasMatch();
}

bool isThanks(const QString &text)
{
    static const QRegularExpression thanks =
        caseless(uR"(^\W*(?:many )?(?:thanks|thank you)(?: very much| a lot)?\W*$)"_s);
    return thanks.match(text).hasMatch();
}

QString countedGreeting(const QString &text)
{
    static const QRegularExpression request =
        caseless(uR"(\bsay (?:hello|hi) in (?:exactly )?(\w+) words?\b)"_s);
    static const QStringList greetings{u"Hello!"_s, u"Hello there!"_s, u"Hello, good day!"_s,
        u"Hello, how are you?"_s, u"Hi there, how are you?"_s, u"Hi there, how are you today?"_s,
        u"Hello there, and how are you today?"_s, u"Hello there, good to see you here today!"_s,
        u"Hello there, it is good to see you here!"_s, u"Hello there, it is good to see you here today!"_s};
    const QRegularExpressionMatch match = request.match(text);
    const qsizetype words = match.hasMatch() ? number(match.captured(1)) : 0;
    return words > 0 ? greetings.at(std::min(words, greetings.size()) - 1) : QString();
}

} // namespace Parlance::Demo
