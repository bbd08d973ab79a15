// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/vectors.h"

#include <QString>

namespace Parlance {

class JsonPuller;

/// Reads the vectors of an answer, one after the other, into one block.
class VectorReader
{
public:
    /// There will hardly be more than `expected` vectors: memory is reserved for them after the first.
    explicit VectorReader(qsizetype expected)
        : m_expected(expected)
    {
    }

    /// Adds the vector that is next: an array of numbers, or a string with base64 of 32-bit floats, the
    /// lowest byte first. `place` names it in a problem, such as `data[3].embedding`.
    void read(JsonPuller &json, const QString &place);

    /// Why a vector could not be read, in a sentence; empty if all could. Nothing is added after it.
    [[nodiscard]] const QString &problem() const { return m_problem; }
    [[nodiscard]] bool hasReadBase64() const { return m_hasReadBase64; }
    [[nodiscard]] Vectors take() { return std::move(m_vectors); }

private:
    void readNumbers(JsonPuller &json, const QString &place);
    void readBase64(JsonPuller &json, const QString &place);
    void complain(const QString &what, const QString &place);
    void endVector(const QString &place);
    void fail(const QString &problem);

    qsizetype m_expected;
    qsizetype m_begin = 0; ///< of the vector that is read, in the values
    QString m_firstPlace;
    Vectors m_vectors;
    bool m_hasReadBase64 = false;
    QString m_problem;
};

} // namespace Parlance
