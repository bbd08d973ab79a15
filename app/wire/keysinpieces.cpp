// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/keysinpieces.h"

#include "wire/json.h"

#include <QHash>

namespace Parlance {

namespace {

/// A byte of a string and its spelling: the byte itself, or an escape.
struct Unit
{
    char byte = 0;
    qsizetype offset = 0;
    qsizetype length = 1;
};

/// Reads one unit, such as `\u002d`. A unit outside ASCII is no part of a key.
Unit unitAt(QByteArrayView string, qsizetype at)
{
    if (string.at(at) != '\\')
        return {.byte = string.at(at), .offset = at};
    if (string.at(at + 1) != 'u')
        return {.byte = string.at(at + 1), .offset = at, .length = 2};
    const uint code = string.sliced(at + 2, 4).toUInt(nullptr, 16);
    return {.byte = code < 0x80 ? static_cast<char>(code) : '\0', .offset = at, .length = 6};
}

class PieceFinder
{
public:
    explicit PieceFinder(const QByteArray &key)
        : m_key(key)
    {
    }

    /// Reads a line at offset `offset` of the body.
    void read(QByteArrayView line, qsizetype offset)
    {
        const qsizetype begin = line.indexOf('{');
        if (begin < 0)
            return;
        if (const auto json = JsonDocument::read(line.sliced(begin).toByteArray()))
            walk(json->root(), {}, offset + begin);
    }

    [[nodiscard]] QList<qsizetype> take()
    {
        std::ranges::sort(m_found);
        return std::move(m_found);
    }

private:
    void walk(const JsonValueView &value, const QString &path, qsizetype offset)
    {
        if (value.kind() == JsonValueView::Kind::String)
            return append(path, value.text(), offset + value.offset());
        qsizetype element = 0;
        for (const JsonValueView &child : value.children()) {
            const bool isMember = value.kind() == JsonValueView::Kind::Object;
            walk(child, path + u'/' + (isMember ? child.name() : QString::number(element)), offset);
            ++element;
        }
    }

    void append(const QString &path, QByteArrayView quoted, qsizetype offset)
    {
        QList<Unit> &units = m_units[path];
        for (qsizetype at = 1; at < quoted.size() - 1;) {
            Unit unit = unitAt(quoted, at);
            at += unit.length;
            unit.offset += offset;
            units.append(unit);
            noteKeyAtEnd(units);
            if (units.size() > 2 * m_key.size())
                units.remove(0, units.size() - m_key.size());
        }
    }

    void noteKeyAtEnd(const QList<Unit> &units)
    {
        const auto tail = QList<Unit>::const_reverse_iterator(units.cend());
        const bool ends = units.size() >= m_key.size() &&
                          std::equal(m_key.crbegin(), m_key.crend(), tail,
                              [](char byte, const Unit &unit) { return byte == unit.byte; });
        for (qsizetype i = 0; ends && i < m_key.size(); ++i) {
            const Unit &unit = *(tail + i);
            for (qsizetype place = unit.offset; place < unit.offset + unit.length; ++place)
                m_found.append(place);
        }
    }

    const QByteArray &m_key;
    QHash<QString, QList<Unit>> m_units; ///< the latest of each path
    QList<qsizetype> m_found;
};

} // namespace

QList<qsizetype> keyOffsetsInPieces(const QByteArray &body, const QByteArray &key)
{
    PieceFinder finder(key);
    for (qsizetype begin = 0; begin < body.size();) {
        qsizetype end = body.indexOf('\n', begin);
        if (end < 0)
            end = body.size();
        finder.read(QByteArrayView(body).sliced(begin, end - begin), begin);
        begin = end + 1;
    }
    return finder.take();
}

} // namespace Parlance
