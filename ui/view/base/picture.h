// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QImage>
#include <QSize>

#include <expected>
#include <stop_token>

namespace Parlance {

/// Why a picture is not shown.
enum class PictureFault {
    Unknown,  ///< not PNG, JPEG, GIF or WebP, or one of these that Qt cannot read here
    Damaged,  ///< not readable to the end, or not within `longestDecoding`
    TooLarge, ///< decoding it would take more than `mostForDecoding`
    NoRoom,   ///< the other pictures on the screen take up the room
};

/// The format of a picture according to its first bytes: "png", "jpeg", "gif" or "webp"; empty for anything
/// else. Ignores the declared type: SVG declared as PNG could open files.
[[nodiscard]] QByteArray pictureFormat(const QByteArray &bytes);

/// What the first bytes of a picture from an untrusted source say. Nothing is decoded.
struct PictureHead
{
    static constexpr int UsualSide = 2000; ///< more than any column has

    QByteArray format; ///< as of `pictureFormat()`
    QSize size;        ///< in pixels

    /// The size that it is decoded to: at most so many pixels a side.
    [[nodiscard]] QSize decodedSize(int largestSide = UsualSide) const;
    /// The memory that it takes when it is decoded to its usual size, in bytes.
    [[nodiscard]] qint64 decodedBytes() const;
};

/// Reads the head. `PictureFault::Unknown`, `Damaged` or `TooLarge` for a picture that will not be decoded.
[[nodiscard]] std::expected<PictureHead, PictureFault> pictureHead(const QByteArray &bytes);

/// Decodes a picture from an untrusted source to its `decodedSize(largestSide)`; of an animation, the first
/// frame. Null if `pictureHead()` has a fault, if the picture is broken, or if `stop` is requested meanwhile.
/// Can be called in any thread. Takes 10 s at most.
[[nodiscard]] QImage decodedPicture(
    const QByteArray &bytes, const std::stop_token &stop = {}, int largestSide = PictureHead::UsualSide);

/// "Picture not shown: SVG". `bytes` are those of the picture.
[[nodiscard]] QString pictureFaultText(PictureFault fault, const QByteArray &bytes);

} // namespace Parlance
