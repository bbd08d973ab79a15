// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateways/baseurl.h"

#include "gateways/gateway.h"
#include "wire/dialects/registry.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Parlance::BaseUrl)
};

/// "v1", "v4", "v1beta", "v2alpha1".
bool isVersion(const QString &segment)
{
    static const QRegularExpression form(u"^v\\d+((alpha|beta)\\d*)?$"_s);
    return form.match(segment).hasMatch();
}

QStringList segmentsOf(const QString &path)
{
    return path.split(u'/', Qt::SkipEmptyParts);
}

/// The path without the version that begins it.
QStringList withoutVersion(const QStringList &path)
{
    return !path.isEmpty() && isVersion(path.first()) ? path.sliced(1) : path;
}

bool endsWith(const QStringList &path, const QStringList &end)
{
    return !end.isEmpty() && path.size() >= end.size() && path.last(end.size()) == end;
}

/// The base without the endpoint of a format that was pasted with it.
QStringList withoutEndpoint(const QStringList &base)
{
    QList<QStringList> endpoints{{u"api"_s, u"chat"_s}, {u"completions"_s}, {u"responses"_s},
        {u"embeddings"_s}, {u"images"_s, u"generations"_s}, {u"audio"_s, u"speech"_s},
        {u"audio"_s, u"transcriptions"_s}, {u"models"_s}};
    for (const QString &id : dialectIds()) {
        const QStringList path = segmentsOf(findDialect(id)->usualPath());
        endpoints.append(withoutVersion(path));
    }
    std::ranges::sort(endpoints, std::ranges::greater(), &QStringList::size);
    const auto pasted = std::ranges::find_if(
        endpoints, [&base](const QStringList &endpoint) { return endsWith(base, endpoint); });
    return pasted == endpoints.cend() ? base : base.first(base.size() - pasted->size());
}

/// The number of segments that end `base` and begin `path`.
qsizetype overlap(const QStringList &base, const QStringList &path)
{
    qsizetype length = std::min(base.size(), path.size());
    while (base.last(length) != path.first(length))
        --length;
    return length;
}

bool endsWithVersion(const QStringList &base)
{
    const QStringList end = base.last(std::min<qsizetype>(2, base.size()));
    return std::ranges::any_of(end, isVersion);
}

QStringList fitted(const QStringList &pasted, const QStringList &path)
{
    if (path.isEmpty() || endsWith(pasted, withoutVersion(path)))
        return pasted;
    const QStringList base = withoutEndpoint(pasted);
    if (const qsizetype both = overlap(base, path); both > 0)
        return base + path.sliced(both);
    if (isVersion(path.first()))
        return base + (endsWithVersion(base) ? path.sliced(1) : path);
    const bool isTwice = !base.isEmpty() && isVersion(base.last()) && std::ranges::any_of(path, isVersion);
    return (isTwice ? base.first(base.size() - 1) : base) + path;
}

QString withoutScheme(const QString &text)
{
    const QUrl url(u"http://"_s + text);
    if (url.host().isEmpty())
        return Words::tr("“%1” is not a base URL. Write one as https://api.example.com/v1.").arg(text);
    const QString whole = (isLoopback(url) ? u"http://"_s : u"https://"_s) + text;
    return Words::tr("“%1” does not say https:// or http://. Write %2.").arg(text, whole);
}

} // namespace

std::expected<QUrl, QString> readBaseUrl(const QString &text)
{
    const QString base = text.trimmed();
    if (base.isEmpty())
        return QUrl();
    const qsizetype scheme = base.indexOf(u"://"_s);
    // Not repeated: it holds a password.
    if (base.sliced(scheme < 0 ? 0 : scheme + 3).section(u'/', 0, 0).contains(u'@'))
        return std::unexpected(
            Words::tr("A base URL must not hold a name or a password. Leave out what is before "
                      "the @; a key has its own place."));
    if (scheme < 0)
        return std::unexpected(withoutScheme(base));
    const QUrl url(base, QUrl::StrictMode);
    if (std::ranges::any_of(base, [](QChar c) { return c.isSpace(); }))
        return std::unexpected(Words::tr("“%1” contains a space.").arg(base));
    const bool isWeb = url.scheme() == u"https" || url.scheme() == u"http";
    if (!isWeb && url.isValid())
        return std::unexpected(Words::tr("“%1” does not begin with https:// or http://.").arg(base));
    if (!url.isValid() || url.host().isEmpty())
        return std::unexpected(
            Words::tr("“%1” is not a URL: check the host, the port and what follows them.").arg(base));
    return url;
}

QUrl urlBelow(const QUrl &base, const QString &path)
{
    if (base.isEmpty() || path.isEmpty())
        return {};
    const QStringList segments =
        fitted(segmentsOf(base.path(QUrl::FullyEncoded)), segmentsOf(path.section(u'?', 0, 0)));
    QUrl url = base;
    url.setPath(u'/' + segments.join(u'/'), QUrl::TolerantMode);
    url.setFragment({});
    QStringList queries{base.query(QUrl::FullyEncoded), path.section(u'?', 1)};
    queries.removeAll(QString());
    if (!queries.isEmpty())
        url.setQuery(queries.join(u'&'), QUrl::TolerantMode);
    return url;
}

} // namespace Parlance
