// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/jsonprefix.h"

#include <QRegularExpression>

#include <array>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

using Reason = JsonFault::Reason;

/// Of the end of a text, in bytes: what is looked at for an escape.
constexpr qsizetype LongestEscapes = 4096;

struct ClosedText
{
    QByteArray text;
    bool inString = false;
};

QByteArray rest(QByteArrayView begun)
{
    for (const QByteArrayView word : std::array<QByteArrayView, 3>{"true", "false", "null"}) {
        if (!begun.isEmpty() && word.startsWith(begun))
            return word.sliced(begun.size()).toByteArray();
    }
    return {};
}

bool isBegunNumber(QByteArrayView text)
{
    static const QRegularExpression begun(uR"(\A-?((0|[1-9][0-9]*)(\.[0-9]*)?([eE][+-]?[0-9]*)?)?\z)"_s);
    return begun.match(QString::fromLatin1(text)).hasMatch();
}

/// Without an escape that the end cuts, and without the first half of a character (a high surrogate).
QByteArray withoutCutEscape(const QByteArray &text)
{
    static const QRegularExpression cut(uR"((?<!\\)(?:\\\\)*()"
                                        uR"((?:\\u[dD][89abAB][0-9a-fA-F]{2})?\\(?:u[0-9a-fA-F]{0,3})?)"
                                        uR"(|\\u[dD][89abAB][0-9a-fA-F]{2})\z)"_s);
    const QRegularExpressionMatch match = cut.match(QString::fromLatin1(text.right(LongestEscapes)));
    return match.hasMatch() ? text.chopped(match.capturedLength(1)) : text;
}

/// Completes the scalar that the end of the text cuts. Empty if the fault is another.
std::optional<ClosedText> closedUp(const QByteArray &text, const JsonFault &fault)
{
    const QByteArrayView tail = QByteArrayView(text).sliced(fault.offset);
    if (fault.reason == Reason::UnclosedString)
        return ClosedText{.text = withoutCutEscape(text) + '"', .inString = true};
    if (fault.offset == text.size())
        return ClosedText{.text = text};
    if (const QByteArray cut = withoutCutEscape(text);
        fault.reason == Reason::IllegalEscape && cut.size() <= fault.offset)
        return ClosedText{.text = cut + '"', .inString = true};
    if (fault.reason == Reason::IllegalNumber && isBegunNumber(tail))
        return ClosedText{.text = text + '0'};
    if (const QByteArray completion = rest(tail);
        fault.reason == Reason::IllegalValue && !completion.isEmpty())
        return ClosedText{.text = text + completion};
    return std::nullopt;
}

} // namespace

JsonPrefix JsonPrefix::read(const QByteArray &text)
{
    auto [document, fault] = JsonDocument::readPart(text);
    JsonPrefix prefix{.document = std::move(document), .cut = {.offset = text.size()}};
    if (!fault)
        return prefix;
    const std::optional<ClosedText> closed = closedUp(text, *fault);
    if (!closed) {
        prefix.fault = fault;
        return prefix;
    }
    prefix.document = JsonDocument::readPart(closed->text).first;
    prefix.cut = {.offset = closed->text.size(), .inString = closed->inString};
    return prefix;
}

} // namespace Parlance
