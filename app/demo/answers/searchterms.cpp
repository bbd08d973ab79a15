// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/answers/searchterms.h"

#include <QHash>
#include <QRegularExpression>
#include <QSet>

using namespace Qt::StringLiterals;

namespace Parlance::Demo {

namespace {

constexpr qsizetype ShortestStem = 3;

bool isStopWord(const QString &word)
{
    static const auto list =
        u"a about actually all also am an and any are as at be been between but by can could "
        u"did do does doing done example explain for "
        "from get give had has have he her him his how i if in into is it its just let "
        "like make may me mean means might my "
        "need no not of off on one or our out please shall she should show so some tell than "
        "that the their them then "
        "there these they this those to too up us use used using very want was we were "
        "what when where which who "
        "whom why will with would write you your"_s.split(u' ');
    static const QSet<QString> words(list.cbegin(), list.cend());
    return words.contains(word) || (word.size() == 1 && !word.at(0).isDigit());
}

bool hasVowel(QStringView stem)
{
    return std::ranges::any_of(stem, [](QChar c) { return u"aeiouy"_s.contains(c); });
}

/// Reduces "runn", left by "running", to "run"; keeps "tell" and "pass", as in Porter's stemmer.
void undouble(QString &stem)
{
    const qsizetype n = stem.size();
    if (n > ShortestStem && stem.at(n - 1) == stem.at(n - 2) && !u"lsz"_s.contains(stem.at(n - 1)))
        stem.chop(1);
}

void cutPlural(QString &word)
{
    if (word.endsWith("ies"_L1) && word.size() > 4)
        word.replace(word.size() - 3, 3, u"y"_s);
    else if (word.endsWith("sses"_L1))
        word.chop(2);
    else if (word.endsWith(u's') && word.size() > ShortestStem && !word.endsWith("ss"_L1) &&
             !word.endsWith("us"_L1) && !word.endsWith("is"_L1))
        word.chop(1);
}

void cutVerbEnding(QString &word)
{
    for (const auto ending : {"ing"_L1, "ed"_L1}) {
        const QStringView stem = QStringView(word).chopped(std::min(ending.size(), word.size()));
        if (!word.endsWith(ending) || stem.size() < ShortestStem || !hasVowel(stem))
            continue;
        word.chop(ending.size());
        undouble(word);
        return;
    }
}

/// Replaces a user's word by the handbook's word, both as stems.
QString inTheWordsOfTheHandbook(const QString &stem)
{
    static const QHash<QString, QString> words{{u"cpp"_s, u"c++"_s}, {u"js"_s, u"javascript"_s},
        {u"model"_s, u"tier"_s}, {u"differenc"_s, u"differ"_s}, {u"privat"_s, u"privacy"_s},
        {u"latency"_s, u"time"_s}, {u"chat"_s, u"conversation"_s}, {u"hotkey"_s, u"shortcut"_s}};
    return words.value(stem, stem);
}

QString stemmed(QString word)
{
    cutPlural(word);
    cutVerbEnding(word);
    if (word.endsWith(u'e') && word.size() > ShortestStem + 1)
        word.chop(1); // so that "compare" matches "comparing"
    return inTheWordsOfTheHandbook(word);
}

/// The parts of a code word, split at punctuation and before a capital after a small letter.
QStringList parts(const QString &word)
{
    static const QRegularExpression border(
        u"[_'\u2019-]|(?<=\\p{Ll})(?=\\p{Lu})"_s, QRegularExpression::UseUnicodePropertiesOption);
    return word.split(border, Qt::SkipEmptyParts);
}

void append(QStringList &terms, const QString &word)
{
    if (const QString lower = word.toLower(); !isStopWord(lower))
        terms += stemmed(lower);
}

} // namespace

QStringList searchTerms(const QString &text)
{
    static const QRegularExpression word(u"[\\p{L}\\p{N}]+(?:[_'\u2019-][\\p{L}\\p{N}]+)*(?:\\+\\+|#)?"_s,
        QRegularExpression::UseUnicodePropertiesOption);
    QStringList terms;
    for (const auto &match : word.globalMatch(text)) {
        const QStringList pieces = parts(match.captured());
        if (pieces.size() > 1 && !match.captured().contains(u'\'') && !match.captured().contains(u'\u2019'))
            terms += match.captured().toLower();
        for (const QString &piece : pieces)
            append(terms, piece);
    }
    return terms;
}

} // namespace Parlance::Demo
