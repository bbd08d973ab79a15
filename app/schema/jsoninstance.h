// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "schema/jsonnumber.h"
#include "schema/jsonprefix.h"

#include <memory>
#include <vector>

namespace Parlance {

/// A value that a schema is applied to, decoded. A tree, which does not need its document.
struct JsonInstance
{
    using Kind = JsonValueView::Kind;

    Kind kind = Kind::Null;
    bool isOpen = false;  ///< more of it may come
    qsizetype offset = 0; ///< in bytes, in its text
    QString name = {};    ///< of a member
    QString text = {};    ///< of a string; of a number or literal as written
    JsonNumber number = {};
    const JsonInstance *parent = nullptr;
    qsizetype index = 0; ///< among the children of its parent
    std::vector<std::unique_ptr<JsonInstance>> children = {};

    [[nodiscard]] bool hasMember(const QString &member) const;
    /// As a JSON pointer (RFC 6901): "/items/2/price", empty for the root.
    [[nodiscard]] QString path() const;
    /// Equal for equal values, however they are written. Of members with one name, each counts.
    [[nodiscard]] QByteArray canonical() const;
};

/// Without a cut, only arrays and objects are open that the document left open.
[[nodiscard]] std::unique_ptr<JsonInstance> instanceOf(
    const JsonValueView &root, const std::optional<JsonCut> &cut = {});

/// True if more text can make the open value equal to the other one; for a value that is not open, if they
/// are equal.
[[nodiscard]] bool canBecome(const JsonInstance &value, const JsonInstance &other);

/// A name as a part of a JSON pointer.
[[nodiscard]] QString escapedName(QString name);

} // namespace Parlance
