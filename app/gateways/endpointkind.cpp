// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateways/endpointkind.h"

using namespace Qt::StringLiterals;

namespace Parlance {

const QList<EndpointKind> &endpointKinds()
{
    using enum EndpointKind;
    static const QList<EndpointKind> kinds{Embeddings, Images, Speech, Transcription, Models};
    return kinds;
}

QString endpointName(EndpointKind kind)
{
    switch (kind) {
    case EndpointKind::Embeddings:
        return u"embeddings"_s;
    case EndpointKind::Images:
        return u"images"_s;
    case EndpointKind::Speech:
        return u"speech"_s;
    case EndpointKind::Transcription:
        return u"transcription"_s;
    case EndpointKind::Models:
        return u"models"_s;
    }
    Q_UNREACHABLE_RETURN({});
}

QString usualPath(EndpointKind kind)
{
    switch (kind) {
    case EndpointKind::Embeddings:
        return u"/v1/embeddings"_s;
    case EndpointKind::Images:
        return u"/v1/images/generations"_s;
    case EndpointKind::Speech:
        return u"/v1/audio/speech"_s;
    case EndpointKind::Transcription:
        return u"/v1/audio/transcriptions"_s;
    case EndpointKind::Models:
        return u"/v1/models"_s;
    }
    Q_UNREACHABLE_RETURN({});
}

QDebug operator<<(QDebug debug, const Endpoint &endpoint)
{
    const QDebugStateSaver saver(debug);
    debug.nospace() << "Endpoint(" << endpoint.path;
    if (!endpoint.reserved.isEmpty())
        debug << ", reserved: " << endpoint.reserved;
    return debug << ')';
}

} // namespace Parlance
