// SPDX-License-Identifier: GPL-3.0-or-later
#include "measure/worddiff.h"

#include <QHash>

#include <algorithm>
#include <optional>
#include <vector>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

using Kind = DiffPiece::Kind;

bool isWide(QChar c)
{
    return c.unicode() >= 0x2e80 && !c.isSurrogate();
}

bool isWordPart(QChar c)
{
    return (c.isLetterOrNumber() || c.isMark() || c.isSurrogate() || c == u'_' || c == u'\'') && !isWide(c);
}

/// The end of the token at `begin`: a word, white space within a line, or a single character.
qsizetype endOfToken(const QString &text, qsizetype begin)
{
    const auto isBlank = [](QChar c) {
        return c.isSpace() && c != u'\n';
    };
    const QChar first = text.at(begin);
    qsizetype end = begin + 1;
    while (end < text.size() && ((isWordPart(first) && isWordPart(text.at(end))) ||
                                    (isBlank(first) && isBlank(text.at(end))) || text.at(end).isMark()))
        ++end;
    return end;
}

QList<QStringView> tokensOf(const QString &text)
{
    QList<QStringView> tokens;
    for (qsizetype begin = 0; begin < text.size();) {
        const qsizetype end = endOfToken(text, begin);
        tokens.append(QStringView(text).sliced(begin, end - begin));
        begin = end;
    }
    return tokens;
}

/// Finds the tokens that both sides share: Myers, "An O(ND) difference algorithm and its variations", in
/// linear space. A search that takes too long stops at the furthest point it has reached.
class Matcher
{
public:
    Matcher(const QList<QStringView> &left, const QList<QStringView> &right)
        : m_keepLeft(static_cast<size_t>(left.size()), false)
        , m_keepRight(static_cast<size_t>(right.size()), false)
    {
        QHash<QStringView, int> numbers;
        m_left = numbered(left, numbers);
        m_right = numbered(right, numbers);
        const size_t room = 2 * static_cast<size_t>(MostSteps) + 3;
        m_forward.resize(room);
        m_backward.resize(room);
        match({.left = 0, .leftEnd = std::ssize(m_left), .right = 0, .rightEnd = std::ssize(m_right)});
    }

    [[nodiscard]] bool isCommonLeft(qsizetype token) const { return m_keepLeft[static_cast<size_t>(token)]; }
    [[nodiscard]] bool isCommonRight(qsizetype token) const
    {
        return m_keepRight[static_cast<size_t>(token)];
    }

private:
    static constexpr qsizetype MostSteps = 400;

    struct Box
    {
        qsizetype left;
        qsizetype leftEnd;
        qsizetype right;
        qsizetype rightEnd;
    };
    struct Point
    {
        qsizetype left;
        qsizetype right;
    };

    static int numberOf(QStringView token, QHash<QStringView, int> &numbers)
    {
        const auto known = numbers.constFind(token);
        return known == numbers.constEnd() ? *numbers.insert(token, static_cast<int>(numbers.size()))
                                           : *known;
    }

    static std::vector<int> numbered(const QList<QStringView> &tokens, QHash<QStringView, int> &numbers)
    {
        std::vector<int> result;
        result.reserve(static_cast<size_t>(tokens.size()));
        for (const QStringView token : tokens)
            result.push_back(numberOf(token, numbers));
        return result;
    }

    [[nodiscard]] bool same(qsizetype left, qsizetype right) const
    {
        return m_left[static_cast<size_t>(left)] == m_right[static_cast<size_t>(right)];
    }

    void keep(qsizetype left, qsizetype right)
    {
        m_keepLeft[static_cast<size_t>(left)] = true;
        m_keepRight[static_cast<size_t>(right)] = true;
    }

    void match(Box first)
    {
        std::vector<Box> open{first};
        while (!open.empty()) {
            Box box = open.back();
            open.pop_back();
            takeEnds(box);
            if (box.left == box.leftEnd || box.right == box.rightEnd)
                continue;
            const Point middle = split(box);
            open.push_back({.left = middle.left,
                .leftEnd = box.leftEnd,
                .right = middle.right,
                .rightEnd = box.rightEnd});
            open.push_back(
                {.left = box.left, .leftEnd = middle.left, .right = box.right, .rightEnd = middle.right});
        }
    }

    void takeEnds(Box &box)
    {
        while (box.left < box.leftEnd && box.right < box.rightEnd && same(box.left, box.right))
            keep(box.left++, box.right++);
        while (box.left < box.leftEnd && box.right < box.rightEnd && same(box.leftEnd - 1, box.rightEnd - 1))
            keep(--box.leftEnd, --box.rightEnd);
    }

    [[nodiscard]] qsizetype &forward(qsizetype diagonal)
    {
        return m_forward[static_cast<size_t>(diagonal + MostSteps + 1)];
    }
    [[nodiscard]] qsizetype &backward(qsizetype diagonal)
    {
        return m_backward[static_cast<size_t>(diagonal + MostSteps + 1)];
    }

    /// The furthest position in the left text on this diagonal with `steps` differences, from the two
    /// diagonals beside it.
    template <typename Row>
    static qsizetype start(Row row, qsizetype diagonal, qsizetype steps)
    {
        const bool down = diagonal == -steps || (diagonal != steps && row(diagonal - 1) < row(diagonal + 1));
        return down ? row(diagonal + 1) : row(diagonal - 1) + 1;
    }

    /// A point on a shortest path through the box. The box has no common ends and no empty side, so the point
    /// is not a corner.
    [[nodiscard]] Point split(const Box &box)
    {
        forward(1) = 0;
        backward(1) = 0;
        Point furthest{.left = box.left, .right = box.right};
        for (qsizetype steps = 0; steps <= MostSteps; ++steps) {
            if (const auto met = goForward(box, steps, furthest))
                return *met;
            if (const auto met = goBackward(box, steps))
                return *met;
        }
        return furthest;
    }

    /// The furthest positions from the beginning with `steps` differences; the point where this path meets
    /// the one from the end.
    [[nodiscard]] std::optional<Point> goForward(const Box &box, qsizetype steps, Point &furthest)
    {
        const qsizetype width = box.leftEnd - box.left;
        const qsizetype height = box.rightEnd - box.right;
        const qsizetype shift = width - height;
        for (qsizetype k = -steps; k <= steps; k += 2) {
            qsizetype x = start([this](qsizetype d) { return forward(d); }, k, steps);
            while (x < width && x - k < height && x >= k && same(box.left + x, box.right + x - k))
                ++x;
            forward(k) = x;
            if (x > width || x - k > height)
                continue;
            const Point point{.left = box.left + x, .right = box.right + x - k};
            if (point.left + point.right > furthest.left + furthest.right)
                furthest = point;
            const qsizetype back = shift - k;
            if (shift % 2 != 0 && back > -steps && back < steps && x + backward(back) >= width)
                return point;
        }
        return std::nullopt;
    }

    /// The same from the end.
    [[nodiscard]] std::optional<Point> goBackward(const Box &box, qsizetype steps)
    {
        const qsizetype width = box.leftEnd - box.left;
        const qsizetype height = box.rightEnd - box.right;
        const qsizetype shift = width - height;
        for (qsizetype k = -steps; k <= steps; k += 2) {
            qsizetype x = start([this](qsizetype d) { return backward(d); }, k, steps);
            while (
                x < width && x - k < height && x >= k && same(box.leftEnd - 1 - x, box.rightEnd - 1 - x + k))
                ++x;
            backward(k) = x;
            const qsizetype front = shift - k;
            const bool inside = x <= width && x - k <= height;
            if (shift % 2 == 0 && front >= -steps && front <= steps && inside && x + forward(front) >= width)
                return Point{.left = box.leftEnd - x, .right = box.rightEnd - x + k};
        }
        return std::nullopt;
    }

    std::vector<int> m_left;
    std::vector<int> m_right;
    std::vector<bool> m_keepLeft;
    std::vector<bool> m_keepRight;
    std::vector<qsizetype> m_forward;
    std::vector<qsizetype> m_backward;
};

/// Joins the pieces: merges neighbours of one kind, and puts the left side first within a difference.
class Pieces
{
public:
    void addSame(QStringView token)
    {
        m_blank += token;
        if (token.trimmed().isEmpty() && hasDifference())
            return; // it may be between two differences
        flush();
        m_same += m_blank;
        m_blank.clear();
    }
    void addLeft(QStringView token) { begin(), m_left += token; }
    void addRight(QStringView token) { begin(), m_right += token; }

    [[nodiscard]] QList<DiffPiece> take()
    {
        flush();
        m_same += m_blank;
        m_blank.clear();
        flushSame();
        return std::move(m_pieces);
    }

private:
    [[nodiscard]] bool hasDifference() const { return !m_left.isEmpty() || !m_right.isEmpty(); }

    void begin()
    {
        if (!hasDifference()) {
            m_same += m_blank;
            m_blank.clear();
            return flushSame();
        }
        m_left += m_blank;
        m_right += m_blank;
        m_blank.clear();
    }

    void flushSame() { append(Kind::Same, m_same); }
    void flush()
    {
        append(Kind::Left, m_left);
        append(Kind::Right, m_right);
    }
    void append(Kind kind, QString &text)
    {
        if (!text.isEmpty())
            m_pieces.append({.kind = kind, .text = text});
        text.clear();
    }

    QList<DiffPiece> m_pieces;
    QString m_same;
    QString m_left;
    QString m_right;
    QString m_blank; ///< common white space that may belong to a difference
};

} // namespace

QList<DiffPiece> wordDiff(const QString &left, const QString &right)
{
    const QList<QStringView> leftTokens = tokensOf(left);
    const QList<QStringView> rightTokens = tokensOf(right);
    const Matcher matcher(leftTokens, rightTokens);
    Pieces pieces;
    qsizetype l = 0;
    qsizetype r = 0;
    while (l < leftTokens.size() || r < rightTokens.size()) {
        if (l < leftTokens.size() && !matcher.isCommonLeft(l))
            pieces.addLeft(leftTokens.at(l++));
        else if (r < rightTokens.size() && !matcher.isCommonRight(r))
            pieces.addRight(rightTokens.at(r++));
        else
            pieces.addSame(leftTokens.at(l++)), ++r;
    }
    return pieces.take();
}

double similarity(const QList<DiffPiece> &pieces)
{
    qsizetype all = 0;
    qsizetype same = 0;
    for (const DiffPiece &piece : pieces) {
        const bool isSame = piece.kind == Kind::Same;
        all += isSame ? 2 * piece.text.size() : piece.text.size();
        same += isSame ? 2 * piece.text.size() : 0;
    }
    return all == 0 ? 1 : static_cast<double>(same) / static_cast<double>(all);
}

qsizetype counterpart(const QList<DiffPiece> &pieces, qsizetype position, Kind from)
{
    qsizetype here = 0;
    qsizetype there = 0;
    for (const DiffPiece &piece : pieces) {
        const bool isHere = piece.kind == Kind::Same || piece.kind == from;
        const qsizetype step = std::min(piece.text.size(), position - here);
        if (isHere && step < piece.text.size()) // the piece with the position
            return piece.kind == Kind::Same ? there + step : there;
        here += isHere ? piece.text.size() : 0;
        there += piece.kind == Kind::Same || piece.kind != from ? piece.text.size() : 0;
    }
    return there;
}

QDebug operator<<(QDebug debug, const DiffPiece &piece)
{
    const QDebugStateSaver saver(debug);
    const char sign = piece.kind == Kind::Same ? '=' : piece.kind == Kind::Left ? '-' : '+';
    return debug.nospace() << sign << piece.text;
}

} // namespace Parlance
