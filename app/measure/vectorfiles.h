// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/vectors.h"

#include <QByteArray>
#include <QStringList>

namespace Parlance {

/// A NumPy array in a file (https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html):
/// format 1.0, little-endian 32-bit floats in C order, a row for each vector. The numbers begin at a multiple
/// of 64 bytes.
[[nodiscard]] QByteArray npyOf(const Vectors &vectors);

/// CSV by RFC 4180, with CR LF line breaks: a row for each vector, with its text (see `csvCell()`) and its
/// numbers, after a row "text,0,1,...". Numbers are as short as they can be and still give the same float.
[[nodiscard]] QByteArray csvOf(const Vectors &vectors, const QStringList &texts);

/// A JSON list of {"text", "embedding"}, with the numbers as in CSV.
[[nodiscard]] QByteArray jsonOf(const Vectors &vectors, const QStringList &texts);

/// The numbers as a JSON list.
[[nodiscard]] QByteArray jsonOf(std::span<const float> vector);

} // namespace Parlance
