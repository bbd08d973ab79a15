// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

namespace Parlance {

/// A token, and the natural logarithm of how probable it was.
struct ProbableToken
{
    QByteArray bytes; ///< UTF-8, or a part of a character
    double logprob = 0;

    bool operator==(const ProbableToken &) const = default;
};

/// A token of an answer, and what the model could have written at its place.
struct WrittenToken
{
    ProbableToken token;
    QList<ProbableToken> alternatives = {}; ///< the most probable first; may have the token itself

    bool operator==(const WrittenToken &) const = default;
};

/// The text of a choice as its tokens make it.
struct TokenText
{
    /// The tokens that make the characters from `begin` to the next span's. More than one if a character is
    /// split between them.
    struct Span
    {
        qsizetype begin = 0; ///< in UTF-16 code units
        qsizetype token = 0; ///< the first one

        bool operator==(const Span &) const = default;
    };

    int choice = 0;
    QString text = {};
    QList<WrittenToken> tokens = {};
    QList<Span> spans = {};
    QByteArray begun = {}; ///< the first bytes of a character whose others have not come

    void add(const WrittenToken &token);
    /// The tokens of these characters: from the first up to, but not including, the second.
    [[nodiscard]] std::pair<qsizetype, qsizetype> tokensOf(qsizetype begin, qsizetype end) const;
};

/// Adds the tokens that an answer or an event of it tells in `choices[].logprobs` (B-19), those of a refusal
/// after those of the text. Returns true if there were any.
bool addTokens(const QByteArray &json, QList<TokenText> &texts);

/// What a run of tokens says together.
struct TokenSum
{
    qsizetype count = 0;
    double logprob = 0;    ///< of the whole run
    double perplexity = 1; ///< e to the mean of the negative logarithms
};
[[nodiscard]] TokenSum sumOf(const QList<WrittenToken> &tokens);

} // namespace Parlance
