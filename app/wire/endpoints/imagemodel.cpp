// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/endpoints/imagemodel.h"

#include <QList>
#include <QRegularExpression>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

const QStringList &gptQualities()
{
    static const QStringList qualities{u"auto"_s, u"low"_s, u"medium"_s, u"high"_s};
    return qualities;
}

/// The first whose family begins the model's name counts.
const QList<ImageModel> &families()
{
    static const QStringList squares{u"auto"_s, u"1024x1024"_s, u"1536x1024"_s, u"1024x1536"_s};
    static const QList<ImageModel> known{
        {.family = u"gpt-image-2"_s,
            .mostCharacters = 32'000,
            .mostImages = 10,
            .sizes = squares,
            .takesAnySize = true,
            .qualities = gptQualities(),
            .takesResponseFormat = false},
        {.family = u"gpt-image"_s,
            .mostCharacters = 32'000,
            .mostImages = 10,
            .sizes = squares,
            .qualities = gptQualities(),
            .takesResponseFormat = false},
        {.family = u"chatgpt-image"_s,
            .mostCharacters = 32'000,
            .mostImages = 10,
            .sizes = squares,
            .qualities = gptQualities(),
            .takesResponseFormat = false},
        {.family = u"dall-e-3"_s,
            .mostCharacters = 4'000,
            .mostImages = 1,
            .sizes = {u"1024x1024"_s, u"1792x1024"_s, u"1024x1792"_s},
            .qualities = {u"standard"_s, u"hd"_s},
            .styles = {u"vivid"_s, u"natural"_s},
            .takesOutputs = false,
            .streams = false},
        {.family = u"dall-e-2"_s,
            .mostCharacters = 1'000,
            .mostImages = 10,
            .sizes = {u"256x256"_s, u"512x512"_s, u"1024x1024"_s},
            .qualities = {u"standard"_s},
            .takesOutputs = false,
            .streams = false},
    };
    return known;
}

/// Of a size within the reach of gpt-image-2.
bool isAnySize(int width, int height)
{
    return width % 16 == 0 && height % 16 == 0 && width <= 3 * height && height <= 3 * width &&
           std::max(width, height) <= 3840 && std::min(width, height) <= 2160;
}

} // namespace

ImageModel imageModel(const QString &model)
{
    const QString name = model.section(u'/', -1);
    const auto found = std::ranges::find_if(
        families(), [&name](const ImageModel &family) { return name.startsWith(family.family); });
    return found == families().cend() ? ImageModel() : *found;
}

QString sizeProblem(const ImageModel &model, const QString &size)
{
    static const QRegularExpression form(u"\\A([1-9]\\d{0,4})x([1-9]\\d{0,4})\\z"_s);
    const QRegularExpressionMatch match = form.match(size);
    if (size != "auto"_L1 && !match.hasMatch())
        return u"The size “%1” is not written as 1024x1024."_s.arg(size);
    if (model.sizes.isEmpty() || model.sizes.contains(size) ||
        (model.takesAnySize && isAnySize(match.captured(1).toInt(), match.captured(2).toInt())))
        return {};
    const QString more =
        model.takesAnySize ? u", and multiples of 16 within 1:3 to 3:1 up to 3840x2160"_s : QString();
    return u"%1 takes these sizes: %2%3."_s.arg(model.family, model.sizes.join(u", "_s), more);
}

} // namespace Parlance
