// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/tools/promptvalues.h"

#include "demo/answers/searchterms.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance::Demo {

namespace {

QRegularExpression unicode(const QString &pattern)
{
    return QRegularExpression(pattern, QRegularExpression::UseUnicodePropertiesOption);
}

QRegularExpression caseless(const QString &pattern)
{
    return QRegularExpression(
        pattern, QRegularExpression::UseUnicodePropertiesOption | QRegularExpression::CaseInsensitiveOption);
}

const QRegularExpression &quotes()
{
    static const QRegularExpression pattern = unicode(
        uR"x("([^"]+)"|\x{201c}([^\x{201d}]+)\x{201d}|(?<![\p{L}\p{N}])'([^']+)'(?![\p{L}\p{N}]))x"_s);
    return pattern;
}

QStringList quotedIn(const QString &text)
{
    QStringList found;
    for (const auto &match : quotes().globalMatch(text))
        found += match.captured(match.lastCapturedIndex());
    return found;
}

QList<double> numbersIn(const QString &text)
{
    static const QRegularExpression number =
        unicode(uR"((?<![\p{L}\p{N}_.-])-?\d+(?:\.\d+)?(?![\p{L}\p{N}_]|-\d))"_s);
    QList<double> found;
    for (const auto &match : number.globalMatch(text))
        found += match.captured().toDouble();
    return found;
}

bool isCalendarWord(const QString &word)
{
    static const QRegularExpression calendar = caseless(
        u"^(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|august|"
        "september|october|november|december|today|tomorrow|now|i|please)$"_s);
    return calendar.match(word).hasMatch();
}

/// Capitalised words within a sentence, or also at its beginning.
QStringList capitalised(const QString &text, bool atBeginning)
{
    static const QString words = uR"(\p{Lu}[\p{L}\p{N}'-]*(?:\s+\p{Lu}[\p{L}\p{N}'-]*)*)"_s;
    static const QRegularExpression within = unicode(uR"((?<=[\p{Ll}\p{N},:(]\s|\()%1)"_s.arg(words));
    static const QRegularExpression anywhere = unicode(uR"(\b%1)"_s.arg(words));
    QStringList found;
    for (const auto &match : (atBeginning ? anywhere : within).globalMatch(text))
        found += match.captured();
    return found;
}

/// The words after prepositions: "oslo" and "bergen" in "in oslo and bergen".
QStringList afterPrepositions(const QString &text)
{
    static const QRegularExpression pattern = caseless(
        uR"(\b(?:in|at|near|for|from|to|of|about)\s+(?:the\s+)?(\p{L}[\p{L}'-]*(?:(?:\s*,\s*|\s+and\s+)\p{L}[\p{L}'-]*)*))"_s);
    static const QRegularExpression border = caseless(uR"(\s*,\s*|\s+and\s+)"_s);
    QStringList found;
    for (const auto &match : pattern.globalMatch(text))
        found += match.captured(1).split(border, Qt::SkipEmptyParts);
    return found;
}

/// Removes names without meaning and the tool's own words.
QStringList withoutKnown(QStringList names, const QStringList &known)
{
    names.removeIf([&](const QString &name) {
        const QStringList terms = searchTerms(name);
        const auto isKnown = [&](const QString &term) {
            return known.contains(term);
        };
        return isCalendarWord(name) || terms.isEmpty() || std::ranges::all_of(terms, isKnown);
    });
    return names;
}

QStringList namesIn(const QString &text, const QStringList &known)
{
    const QString unquoted = QString(text).remove(quotes());
    for (const QStringList &found :
        {capitalised(unquoted, false), afterPrepositions(unquoted), capitalised(unquoted, true)}) {
        if (const QStringList names = withoutKnown(found, known); !names.isEmpty())
            return names;
    }
    return {};
}

template <typename T>
std::optional<T> takeFirst(QList<T> &list)
{
    return list.isEmpty() ? std::nullopt : std::optional(list.takeFirst());
}

/// A pattern for the words of a property: "zip_code" also matches "zip code".
QString spoken(const QString &property)
{
    return QRegularExpression::escape(property).replace(u"_"_s, u"[_ ]"_s);
}

} // namespace

PromptValues::PromptValues(const QString &text, const QStringList &known)
    : m_text(text)
    , m_quoted(quotedIn(text))
    , m_names(namesIn(text, known))
    , m_numbers(numbersIn(text))
{
}

std::optional<QString> PromptValues::takeQuoted()
{
    return takeFirst(m_quoted);
}

std::optional<QString> PromptValues::takeName()
{
    return takeFirst(m_names);
}

std::optional<double> PromptValues::takeNumber(const std::function<bool(double)> &welcome)
{
    const auto found = std::ranges::find_if(m_numbers, welcome);
    return found == m_numbers.end() ? std::nullopt
                                    : std::optional(m_numbers.takeAt(found - m_numbers.begin()));
}

void PromptValues::forget(const QString &chosen)
{
    m_names.removeIf([&](const QString &name) { return name.compare(chosen, Qt::CaseInsensitive) == 0; });
}

std::optional<QString> PromptValues::named(const QString &property) const
{
    const QRegularExpression pattern =
        caseless(uR"(\b%1\s*(?:=|:|\bis\b)\s*("[^"]+"|[^\s,;]+))"_s.arg(spoken(property)));
    const QRegularExpressionMatch match = pattern.match(m_text);
    return match.hasMatch() ? std::optional(match.captured(1).remove(u'"')) : std::nullopt;
}

std::optional<double> PromptValues::takeNamedNumber(const QString &property)
{
    const QString number = uR"((-?\d+(?:\.\d+)?))"_s;
    const QRegularExpression pattern =
        caseless(uR"(\b%1\s*(?:=|:|\bof\b|\bis\b)?\s*%2|%2\s*%1\b)"_s.arg(spoken(property), number));
    const QRegularExpressionMatch match = pattern.match(m_text);
    if (!match.hasMatch())
        return std::nullopt;
    const double value = match.captured(match.lastCapturedIndex()).toDouble();
    return takeNumber([&](double each) { return qFuzzyCompare(each + 1, value + 1); });
}

QString PromptValues::phrase() const
{
    static const QRegularExpression about = caseless(uR"(\b(?:for|about|on|of)\s+(.+?)[.?!]*\s*$)"_s);
    const QRegularExpressionMatch match = about.match(m_text);
    return match.hasMatch() ? match.captured(1) : m_text.trimmed();
}

} // namespace Parlance::Demo
