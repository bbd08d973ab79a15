// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

namespace Parlance {

/// The largest image that is taken from a text, in bytes.
constexpr qsizetype largestImage = 8 * 1024 * 1024;

/// The bytes of an image that a link carries ("data:image/png;base64,..."; under the name of PNG, JPEG, GIF
/// or WebP, whatever they are); empty if it carries none. `images` is what "*0", "*1" stand for.
[[nodiscard]] QByteArray imageData(const QString &link, const QList<QByteArray> &images);

/// The link without the data of an image.
[[nodiscard]] QString withoutImageData(const QString &link);

/// Where the data begins, if the text ends within the data of an image; -1 otherwise.
[[nodiscard]] qsizetype openImageData(const QByteArray &source);

/// Takes the data of a large image out of the text, so that it is not parsed again with every piece.
class ImageIntake
{
public:
    /// Takes what is data from the beginning of `bytes`, and returns how much that is.
    qsizetype take(QByteArrayView bytes);

    /// The image; empty if it is too large, or not Base64 (RFC 4648).
    [[nodiscard]] QByteArray image() const;

private:
    QByteArray m_encoded;
    bool m_tooLarge = false;
};

} // namespace Parlance
