// SPDX-License-Identifier: GPL-3.0-or-later
#include "markdown/sourcetext.h"

#include "markdown/markdownentities.h"

namespace Parlance {

qsizetype SourceText::placeOf(const char *text) const
{
    const QByteArray &parsed = m_parsed.text();
    if (text >= parsed.constData() && text < parsed.constData() + parsed.size())
        return m_parsed.inSource(text - parsed.constData());
    const bool isOriginal = text >= m_source.constData() && text < m_source.constData() + m_source.size();
    return isOriginal ? text - m_source.constData() : -1;
}

QByteArrayView SourceText::original(QByteArrayView text) const
{
    const qsizetype at = placeOf(text.data());
    return at < 0 ? text : QByteArrayView(m_source).sliced(at, text.size());
}

QString SourceText::indentation(qsizetype at, qsizetype columns) const
{
    const qsizetype line = at > 0 ? m_source.lastIndexOf('\n', at - 1) + 1 : 0;
    const auto next = [this](qsizetype place, qsizetype column) {
        return m_source.at(place) == '\t' ? (column / 4 + 1) * 4 : column + 1;
    };
    qsizetype end = 0;
    for (qsizetype place = line; place < at; ++place)
        end = next(place, end);
    QString text;
    qsizetype column = 0;
    for (qsizetype place = line; place < at; ++place) {
        const qsizetype after = next(place, column);
        const char c = m_source.at(place);
        if (after > end - columns && c != ' ' && c != '\t')
            return QString(columns, u' ');
        if (column >= end - columns)
            text += QLatin1Char(c);
        else if (after > end - columns)
            text += QString(after - (end - columns), u' ');
        column = after;
    }
    return text;
}

QString SourceText::attribute(const MD_ATTRIBUTE &attribute) const
{
    QString text;
    for (qsizetype i = 0; attribute.text && attribute.substr_offsets[i] < attribute.size; ++i) {
        const MD_OFFSET from = attribute.substr_offsets[i];
        const QByteArrayView part(attribute.text + from, qsizetype(attribute.substr_offsets[i + 1] - from));
        text += attribute.substr_types[i] == MD_TEXT_ENTITY ? decodeEntity(part)
                                                            : QString::fromUtf8(original(part));
    }
    return text;
}

} // namespace Parlance
