// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/answers/textvector.h"

#include <QRegularExpression>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace Parlance::Demo {

namespace {

constexpr int ShortestGram = 3;
constexpr qsizetype ShortWord = 3; ///< words up to this long say little: "the", "of"
constexpr int WordWeight = 4;
constexpr int GramWeight = 2;

/// FNV-1a, then mixed so that each bit counts.
quint64 hashOf(QStringView feature)
{
    quint64 hash = 14695981039346656037U;
    for (const QChar c : feature) {
        hash = (hash ^ (c.unicode() & 0xffU)) * 1099511628211U;
        hash = (hash ^ (c.unicode() >> 8U)) * 1099511628211U;
    }
    hash = (hash ^ (hash >> 33U)) * 0xff51afd7ed558ccdU;
    return hash ^ (hash >> 33U);
}

/// Sums of whole numbers, which are exact, and so the same whatever the processor.
class Sums
{
public:
    explicit Sums(int dimensions)
        : m_sums(dimensions, 0)
    {
    }

    void add(QStringView feature, int weight)
    {
        const quint64 hash = hashOf(feature);
        m_sums[qsizetype(hash % quint64(m_sums.size()))] += (hash >> 63U) != 0 ? weight : -weight;
    }

    [[nodiscard]] QList<float> atLengthOne()
    {
        if (std::ranges::all_of(m_sums, [](qint64 sum) { return sum == 0; }))
            m_sums.first() = 1; // what was added took itself away
        qint64 squares = 0;
        for (const qint64 sum : std::as_const(m_sums))
            squares += sum * sum;
        QList<float> vector;
        vector.reserve(m_sums.size());
        for (const qint64 sum : std::as_const(m_sums))
            vector.append(float(double(sum) / std::sqrt(double(squares))));
        return vector;
    }

private:
    QList<qint64> m_sums;
};

void addWord(Sums &sums, const QString &word, int longestGram)
{
    sums.add(word, word.size() > ShortWord ? WordWeight : 1);
    const QString marked = u'<' + word + u'>';
    for (qsizetype length = ShortestGram; length <= longestGram; ++length) {
        for (qsizetype at = 0; at + length <= marked.size(); ++at)
            sums.add(QStringView(marked).sliced(at, length), GramWeight);
    }
}

} // namespace

QList<float> textVector(const QString &text, const VectorGrain &grain)
{
    static const QRegularExpression word(
        u"[\\p{L}\\p{M}\\p{N}]+"_s, QRegularExpression::UseUnicodePropertiesOption);
    const QString plain = text.normalized(QString::NormalizationForm_KC).toCaseFolded();
    Sums sums(grain.dimensions);
    bool empty = true;
    for (const auto &match : word.globalMatch(plain)) {
        addWord(sums, match.captured(), grain.longestGram);
        empty = false;
    }
    if (empty) // only signs
        addWord(sums, plain, grain.longestGram);
    return sums.atLengthOne();
}

} // namespace Parlance::Demo
