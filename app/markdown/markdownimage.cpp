// SPDX-License-Identifier: GPL-3.0-or-later
#include "markdown/markdownimage.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

bool isData(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '+' ||
           c == '/' || c == '=';
}

QRegularExpressionMatch matchHead(const QString &link)
{
    static const QRegularExpression head(
        u"^data:image/(?:png|jpeg|jpg|gif|webp);base64,"_s, QRegularExpression::CaseInsensitiveOption);
    return head.match(link);
}

QByteArray decoded(const QByteArray &encoded)
{
    const auto result = QByteArray::fromBase64Encoding(encoded, QByteArray::AbortOnBase64DecodingErrors);
    return result && result.decoded.size() <= largestImage ? result.decoded : QByteArray();
}

} // namespace

QByteArray imageData(const QString &link, const QList<QByteArray> &images)
{
    const auto head = matchHead(link);
    if (!head.hasMatch())
        return {};
    const QStringView data = QStringView(link).sliced(head.capturedEnd());
    return data.startsWith(u'*') ? images.value(data.sliced(1).toInt()) : decoded(data.toLatin1());
}

QString withoutImageData(const QString &link)
{
    if (!link.startsWith(u"data:", Qt::CaseInsensitive))
        return link;
    const auto end = std::ranges::find_if(link, [](QChar c) { return c == u';' || c == u','; });
    return link.first(end - link.cbegin());
}

qsizetype openImageData(const QByteArray &source)
{
    qsizetype begin = source.size();
    while (begin > 0 && isData(source.at(begin - 1)))
        --begin;
    if (!source.first(begin).endsWith(";base64,"))
        return -1;
    const QByteArrayView line =
        QByteArrayView(source).first(begin).sliced(source.lastIndexOf('\n', begin - 1) + 1);
    static const QRegularExpression target(
        u"(?:!\\[[^\\]]*\\]\\(|^ {0,3}\\[[^\\]]+\\]:)\\s*<?data:image/(?:png|jpeg|jpg|gif|webp);base64,$"_s,
        QRegularExpression::CaseInsensitiveOption);
    return target.match(QString::fromUtf8(line)).hasMatch() ? begin : -1;
}

qsizetype ImageIntake::take(QByteArrayView bytes)
{
    const qsizetype size = std::ranges::find_if_not(bytes, isData) - bytes.begin();
    m_tooLarge = m_tooLarge || m_encoded.size() + size > largestImage / 3 * 4 + 4;
    if (m_tooLarge)
        m_encoded.clear();
    else
        m_encoded += bytes.first(size);
    return size;
}

QByteArray ImageIntake::image() const
{
    return decoded(m_encoded);
}

} // namespace Parlance
