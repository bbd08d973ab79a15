// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/secret.h"

#include <QHash>
#include <QList>

#include <bitset>
#include <optional>
#include <set>
#include <span>
#include <string_view>

namespace Parlance {

class JsonValueView;

/// Finds keys that are split over JSON strings at the same path in several lines of a body, such as
/// `choices[0].delta.content` in the events of a stream: as they are, and percent-coded or escaped in JSON
/// once more, as in the arguments of a tool call. Ignores lines that are not JSON.
class SplitKeys
{
public:
    /// Looks for these keys.
    explicit SplitKeys(const QList<Secret> &keys);

    /// Reads whole lines at this offset of the body, after those before them. Lines end with CR or LF.
    void read(QByteArrayView lines, qint64 offset);
    /// The byte offsets of all that spells the keys found so far.
    [[nodiscard]] const std::set<qint64> &offsets() const { return m_found; }

private:
    /// A byte of a string and its spelling: the byte itself, or an escape.
    struct Unit
    {
        char byte = 0;
        qint64 offset = 0;
        qsizetype length = 1;
    };
    /// A character of the text that the units spell: a unit, or several such as %2d or \u002d.
    struct Letter
    {
        char byte = 0;
        qsizetype units = 1;
    };
    /// What was said so far at one path.
    struct Text
    {
        QList<Unit> units;
        QList<Letter> letters; ///< cover all units
    };

    [[nodiscard]] static Unit unitAt(QByteArrayView string, qsizetype at);
    [[nodiscard]] static std::optional<int> codeAtEnd(
        std::span<const Letter> letters, std::string_view mark, size_t digits);
    [[nodiscard]] static qsizetype unitsOf(std::span<const Letter> letters);
    static void join(QList<Letter> &letters, qsizetype count, char byte);
    static void joinSpelling(QList<Letter> &letters);
    void readLine(QByteArrayView line, qint64 offset);
    void readJson(const QByteArray &json, qint64 offset);
    void walk(const JsonValueView &value, const QString &path, qint64 offset);
    void append(const QString &path, QByteArrayView quoted, qint64 offset);
    void noteKeysAtEnd(const Text &text);
    void note(std::span<const Unit> units);
    void trim(Text &text) const;

    QList<Secret> m_keys;
    std::bitset<256> m_lastBytes; ///< with which a key ends
    qsizetype m_longest = 0;
    QByteArray m_first; ///< the first line with JSON, until another follows: alone it splits nothing
    qint64 m_firstOffset = 0;
    bool m_isFirst = true;
    QHash<QString, Text> m_texts; ///< the latest of each path
    std::set<qint64> m_found;
};

} // namespace Parlance
