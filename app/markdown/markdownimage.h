// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

namespace Parlance {

/// The size limit of an image in a text, in bytes.
constexpr qsizetype largestImage = 8 * 1024 * 1024;

/// The bytes of an image in a data URL ("data:image/png;base64,..."; labelled as PNG, JPEG, GIF or WebP,
/// whatever they are); empty if it contains none. "*0", "*1" stand for entries of `images`.
[[nodiscard]] QByteArray imageData(const QString &link, const QList<QByteArray> &images);

/// The link without an image's data.
[[nodiscard]] QString withoutImageData(const QString &link);

/// The offset of the data if the text ends inside an image's data; -1 otherwise.
[[nodiscard]] qsizetype openImageData(const QByteArray &source);

/// Takes the data of a large image out of the text, so that it is not parsed again with every piece.
class ImageIntake
{
public:
    /// Takes the data at the beginning of `bytes` and returns its length.
    qsizetype take(QByteArrayView bytes);

    /// The image; empty if it is too large or not Base64 (RFC 4648).
    [[nodiscard]] QByteArray image() const;

private:
    QByteArray m_encoded;
    bool m_tooLarge = false;
};

} // namespace Parlance
