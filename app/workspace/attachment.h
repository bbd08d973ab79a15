// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/part.h"
#include "tokens/tokenrange.h"

#include <QCoreApplication>
#include <QSize>

#include <expected>
#include <optional>

namespace Parlance {

/// A file that a person chose to send with a prompt: a picture (PNG, JPEG, WebP, GIF), a PDF or a text. Held
/// in memory alone.
class Attachment
{
    Q_DECLARE_TR_FUNCTIONS(Parlance::Attachment)

public:
    static constexpr qint64 MostBytes = 32 * 1024 * 1024; ///< more than any of the gateways takes

    Part part;           ///< an image without its metadata, or a file; its name is not sent
    int orientation = 1; ///< of an image, see `BarePicture`: what the metadata said

    /// Reads the file. On failure returns why it cannot be sent, in words for the user.
    [[nodiscard]] static std::expected<Attachment, QString> read(const QString &path);
    /// The same for bytes in memory. The kind is that of the bytes, whatever the name says.
    [[nodiscard]] static std::expected<Attachment, QString> of(const QString &name, const QByteArray &bytes);
    /// A text under this name.
    [[nodiscard]] static Attachment ofText(const QString &name, const QString &text);
};

/// The number of pages of a PDF; empty if it is packed so that only decoding would tell.
[[nodiscard]] std::optional<int> pagesOf(const QByteArray &pdf);
/// An estimate of the price of an image or a file; `pixels` is empty if unknown. Empty if nothing is known.
[[nodiscard]] std::optional<TokenRange> tokensOf(const Part &part, QSize pixels);

} // namespace Parlance
