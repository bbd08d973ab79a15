// SPDX-License-Identifier: GPL-3.0-or-later
#include "measure/worderrors.h"

#include <algorithm>
#include <vector>

namespace Parlance {

namespace {

/// So many pairs of words take half a second.
constexpr qint64 MostPairs = 100'000'000;

bool isWordBySign(char32_t c)
{
    const QChar::Script script = QChar::script(c);
    return script == QChar::Script_Han || script == QChar::Script_Hiragana ||
           script == QChar::Script_Katakana;
}

bool isOfWord(char32_t c)
{
    return QChar::isLetterOrNumber(c) || QChar::isMark(c);
}

bool isApostrophe(char32_t c)
{
    return c == U'\'' || c == U'’';
}

/// Collects the words of a text, character by character.
class Words
{
public:
    void add(char32_t c)
    {
        const bool isAlone = isWordBySign(c);
        if (isAlone || !isOfWord(c))
            end();
        if (isOfWord(c))
            m_word += QStringView(QChar::fromUcs4(c));
        if (isAlone)
            end();
    }
    void addApostrophe() { m_word += u'\''; }
    void end()
    {
        if (!m_word.isEmpty())
            m_words.append(std::exchange(m_word, {}));
    }
    [[nodiscard]] const QStringList &words() const { return m_words; }

private:
    QStringList m_words;
    QString m_word;
};

using Row = std::vector<WordErrors>;

WordErrors with(WordErrors errors, int WordErrors::*kind)
{
    ++(errors.*kind);
    return errors;
}

/// The better of the ways to a pair of words: from the pair before both, the word above, the word beside.
WordErrors step(const WordErrors &before, const WordErrors &above, const WordErrors &beside, bool isSame)
{
    WordErrors best = isSame ? before : with(before, &WordErrors::substitutions);
    if (above.errors() + 1 < best.errors())
        best = with(above, &WordErrors::deletions);
    if (beside.errors() + 1 < best.errors())
        best = with(beside, &WordErrors::insertions);
    return best;
}

WordErrors fewestErrors(const QList<QStringView> &right, const QList<QStringView> &heard)
{
    Row row(static_cast<size_t>(heard.size()) + 1);
    for (size_t i = 1; i < row.size(); ++i)
        row[i] = with(row[i - 1], &WordErrors::insertions);
    for (const QStringView word : right) {
        WordErrors before = row[0];
        row[0] = with(row[0], &WordErrors::deletions);
        for (size_t i = 1; i < row.size(); ++i) {
            const WordErrors above = row[i];
            row[i] = step(before, above, row[i - 1], word == heard[static_cast<qsizetype>(i) - 1]);
            before = above;
        }
    }
    return row.back();
}

/// The words without those that both begin and end with.
QList<QStringView> differing(const QStringList &words, qsizetype begin, qsizetype end)
{
    QList<QStringView> part;
    for (qsizetype i = begin; i < words.size() - end; ++i)
        part.append(words.at(i));
    return part;
}

} // namespace

std::optional<double> WordErrors::rate() const
{
    if (words == 0)
        return insertions == 0 ? std::optional(0.0) : std::nullopt;
    return static_cast<double>(errors()) / words;
}

QStringList spokenWords(const QString &text)
{
    const QList<uint> characters = text.normalized(QString::NormalizationForm_KC).toCaseFolded().toUcs4();
    Words words;
    for (qsizetype i = 0; i < characters.size(); ++i) {
        const bool isWithin = i > 0 && i + 1 < characters.size() && isOfWord(characters.at(i - 1)) &&
                              isOfWord(characters.at(i + 1));
        if (isApostrophe(characters.at(i)) && isWithin)
            words.addApostrophe();
        else
            words.add(characters.at(i));
    }
    words.end();
    return words.words();
}

std::optional<WordErrors> wordErrors(const QString &right, const QString &heard)
{
    const QStringList rightWords = spokenWords(right);
    const QStringList heardWords = spokenWords(heard);
    const auto most = std::min(rightWords.size(), heardWords.size());
    const qsizetype begin = std::ranges::mismatch(rightWords, heardWords).in1 - rightWords.begin();
    qsizetype end = 0;
    while (end < most - begin &&
           rightWords.at(rightWords.size() - 1 - end) == heardWords.at(heardWords.size() - 1 - end))
        ++end;
    const QList<QStringView> rightPart = differing(rightWords, begin, end);
    const QList<QStringView> heardPart = differing(heardWords, begin, end);
    if (rightPart.size() * heardPart.size() > MostPairs)
        return std::nullopt;
    WordErrors errors = fewestErrors(rightPart, heardPart);
    errors.words = static_cast<int>(rightWords.size());
    return errors;
}

QDebug operator<<(QDebug debug, const WordErrors &errors)
{
    const QDebugStateSaver saver(debug);
    return debug.nospace() << errors.words << " words: " << errors.substitutions << " other, "
                           << errors.deletions << " missing, " << errors.insertions << " too many";
}

} // namespace Parlance
