// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "markdown/markdownislands.h"

namespace Parlance {

/// Finds formulas in consecutive lines without a blank one.
class IslandScan
{
public:
    /// How a formula begins and ends. What begins an environment belongs to its LaTeX.
    struct Delimiters
    {
        QByteArray opener;
        QByteArray closer;
        bool display = false;
        bool inside = false; ///< the delimiters belong to the LaTeX
    };

    struct Line
    {
        qsizetype begin;
        qsizetype end;     ///< without the line break
        qsizetype content; ///< where the container marks end
        qsizetype quotes;  ///< the number of enclosing quotes
        bool opens;        ///< it begins or ends a block, so no inline construct continues in it
    };

    IslandScan(const QByteArray &source, MarkdownIslands &result)
        : m_source(source)
        , m_result(result)
    {
    }

    void add(Line line)
    {
        line.opens = line.opens || (!m_lines.isEmpty() && line.quotes > m_lines.last().quotes);
        m_lines.append(line);
    }
    void scan();

private:
    enum class Closing { Found, Open, None };

    bool tryFormula(const Delimiters &delimiters);
    Closing findCloser(qsizetype open, const Delimiters &delimiters, qsizetype &at) const;
    [[nodiscard]] bool isCloser(qsizetype place, QByteArrayView closer) const;
    [[nodiscard]] bool isFormula(
        qsizetype open, qsizetype close, const Delimiters &delimiters, bool whole) const;
    [[nodiscard]] QByteArray latexOf(qsizetype begin, qsizetype end) const;
    [[nodiscard]] const Line &lineOf(qsizetype at) const;
    [[nodiscard]] bool isAlone(qsizetype open) const;
    [[nodiscard]] bool isInProse(qsizetype open, qsizetype close, const Delimiters &delimiters) const;
    [[nodiscard]] bool isInRoundBrackets(qsizetype open, qsizetype close) const;
    [[nodiscard]] bool isInSquareBrackets(qsizetype open, qsizetype close) const;
    [[nodiscard]] bool mayEndDollars(QByteArrayView content, qsizetype close) const;
    void scanDollar();
    void scanBackslash();
    void scanAddress();
    void scanFootnote();
    [[nodiscard]] bool isBehindWord() const;
    void scanCode();
    [[nodiscard]] qsizetype endOfInline() const;
    void skipTarget();
    bool skipPath();
    void skipAngle();
    [[nodiscard]] QByteArrayView rest() const { return QByteArrayView(m_source).sliced(m_at, m_end - m_at); }
    [[nodiscard]] char at(qsizetype place) const { return place < m_end ? m_source.at(place) : '\n'; }
    [[nodiscard]] qsizetype run(char c) const
    {
        qsizetype end = m_at;
        while (at(end) == c)
            ++end;
        return end - m_at;
    }

    const QByteArray &m_source;
    MarkdownIslands &m_result;
    QList<Line> m_lines;
    qsizetype m_at = 0;
    qsizetype m_end = 0;
    bool m_openCode = false;
};

} // namespace Parlance
