// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace Parlance {

/// What an audio file is. Video files with sound count as their container.
enum class SoundType { Unknown, Wav, Mp3, Flac, Ogg, Aac, Mp4, WebM };

/// By the first bytes: 16 are enough.
[[nodiscard]] SoundType soundTypeOf(QByteArrayView begin);
/// By the extension of a file's name. "mpga" and "mpeg" are Mp3, "m4a" is Mp4, "opus" is Ogg.
[[nodiscard]] SoundType soundTypeOfName(const QString &fileName);
/// The content type to send a file of this type with: "audio/wav"; that of no particular type for Unknown.
[[nodiscard]] QByteArray mediaTypeOf(SoundType type);
/// "WAV", "MP3", "MP4"; empty for Unknown. The same in every language.
[[nodiscard]] QString nameOf(SoundType type);
/// The extension for a file of this type, without its dot; "bin" for Unknown.
[[nodiscard]] QString extensionOf(SoundType type);

} // namespace Parlance
