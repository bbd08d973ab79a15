// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tokens/tokenrange.h"

#include <QSize>
#include <QString>

namespace Parlance {

// Estimates, by the vendors' own rules, which the gateways may not follow.

/// What OpenAI's rule says for a picture of this size in pixels
/// (platform.openai.com/docs/guides/images-vision): 85, and 170 for each tile of 512 pixels, once it fits
/// into 2048 by 2048 and its shorter side is at most 768. 85 if the detail is "low".
[[nodiscard]] qint64 tokensInTiles(QSize picture, const QString &detail = {});
/// What Anthropic's rule says (docs.claude.com, Vision): the area divided by 750, once the longer side is at
/// most 1568 and the area at most 1600 tokens.
[[nodiscard]] qint64 tokensInArea(QSize picture);
/// From the lower to the higher of the two.
[[nodiscard]] TokenRange tokensOfPicture(QSize picture, const QString &detail = {});
/// A page of a PDF is 1,500 to 3,000 tokens of text (docs.claude.com, PDF support).
[[nodiscard]] TokenRange tokensOfPages(int pages);
/// A text of so many bytes: 3 to 5 bytes are a token.
[[nodiscard]] TokenRange tokensOfText(qint64 bytes);

} // namespace Parlance
