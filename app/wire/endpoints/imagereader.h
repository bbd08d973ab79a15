// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/usage.h"
#include "wire/endpoints/endpointreader.h"
#include "wire/endpoints/imagerequest.h"

#include <QStringList>

namespace Parlance {

/// A picture of an answer. Its type is unknown until somebody looks at the bytes (C-14).
struct GeneratedImage
{
    QByteArray bytes = {}; ///< empty for one that came as an address
    QString url = {}; ///< where it is; OpenAI keeps it for 60 minutes (C-10). Nothing fetches it by itself
    QString revisedPrompt = {}; ///< what the model was asked instead

    bool operator==(const GeneratedImage &) const = default;
};

/// A picture on its way, see `ImageRequest::partialImages`.
struct PartialImage
{
    qint64 index = 0; ///< as the server counts, from 0
    QByteArray bytes = {};

    bool operator==(const PartialImage &) const = default;
};

/// What the server answered to a request for images (C-11). What it did not say is empty.
struct ImageAnswer
{
    QList<GeneratedImage> images = {};
    QList<PartialImage> partials = {};  ///< in the order in which they came
    std::optional<qint64> created = {}; ///< seconds since 1970, UTC
    QString size = {};
    QString quality = {};
    QString background = {};
    QString outputFormat = {};
    Usage usage = {};
    std::optional<qint64> textTokens = {};  ///< of the input
    std::optional<qint64> imageTokens = {}; ///< of the input
    QStringList remarks = {};               ///< what was left out or cannot be read: a sentence each
};

/// Reads an answer to a request for images: plain, or as events (C-12), whichever comes. A stream ends with
/// its last picture; `[DONE]` may follow or not (C-13).
class ImageReader : public EndpointReader
{
public:
    explicit ImageReader(const ImageRequest &request);

    /// What has been read so far.
    [[nodiscard]] const ImageAnswer &answer() const { return m_answer; }

protected:
    void readEvent(const QJsonObject &event) override;
    void readText(const QByteArray &text) override;

private:
    void readFacts(const QJsonObject &object);
    void readList(const QJsonArray &list);
    void readImage(const QJsonObject &object, const QString &place);
    [[nodiscard]] QByteArray pictureIn(const QJsonObject &object, const QString &place);
    void noteMissing();

    const qint64 m_wanted; ///< pictures
    const qint64 m_wantedPartials;
    const bool m_wantsStream;
    qsizetype m_leftOut = 0; ///< pictures that came and are not kept
    ImageAnswer m_answer;
};

} // namespace Parlance
