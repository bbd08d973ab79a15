// SPDX-License-Identifier: GPL-3.0-or-later
#include "measure/projection.h"

#include "measure/paddedrows.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

namespace Parlance {

namespace {

using Column = std::vector<double>;

/// An eigenvalue and its vector of length 1; both 0 where nothing is left.
struct Component
{
    double value = 0;
    Column vector;
};

double product(const Column &one, const Column &other)
{
    return std::transform_reduce(one.begin(), one.end(), other.begin(), 0.0);
}

/// Scales to length 1. Returns the length before; one of nearly nothing gives zeros and 0.
double normalize(Column &column, double nothing)
{
    const double length = std::sqrt(product(column, column));
    const double scale = length > nothing ? 1 / length : 0;
    std::ranges::transform(column, column.begin(), [scale](double value) { return value * scale; });
    return scale > 0 ? length : 0;
}

/// Takes what the earlier components have out of a column.
void removeFrom(Column &column, const QList<Component> &earlier)
{
    for (const Component &component : earlier) {
        const double part = product(column, component.vector);
        for (size_t i = 0; i < column.size(); ++i)
            column[i] -= part * component.vector[i];
    }
}

Column times(const SymmetricMatrix &matrix, const Column &column)
{
    Column result(column.size());
    for (size_t row = 0; row < result.size(); ++row) {
        const auto values = std::span(matrix.values).subspan(row * result.size(), result.size());
        result[row] = std::transform_reduce(values.begin(), values.end(), column.begin(), 0.0);
    }
    return result;
}

double traceOf(const SymmetricMatrix &matrix)
{
    double trace = 0;
    for (qsizetype i = 0; i < matrix.size; ++i)
        trace += matrix.at(i, i);
    return trace;
}

double squaredDistance(const Column &one, const Column &other)
{
    return std::transform_reduce(one.begin(), one.end(), other.begin(), 0.0, std::plus(),
        [](double x, double y) { return (x - y) * (x - y); });
}

/// A column that is hardly square to any component, and always the same.
Column beginning(qsizetype size)
{
    std::minstd_rand random;
    Column column(static_cast<size_t>(size));
    std::ranges::generate(
        column, [&random] { return double(random()) / double(std::minstd_rand::max()) - 0.5; });
    return column;
}

/// The largest component that these do not have.
Component nextComponent(const SymmetricMatrix &matrix, const QList<Component> &earlier, const Work &work)
{
    constexpr int mostSteps = 300; // of components that are nearly equal, either will do
    constexpr double nearEnough = 1e-14;
    const double nothing = 1e-6 * traceOf(matrix);
    Component component{.vector = beginning(matrix.size)};
    removeFrom(component.vector, earlier);
    normalize(component.vector, 0);
    for (int step = 0; step < mostSteps && !work.stop.stop_requested(); ++step) {
        Column next = times(matrix, component.vector);
        removeFrom(next, earlier);
        component.value = normalize(next, nothing);
        const double distance = squaredDistance(next, component.vector);
        component.vector = std::move(next);
        if (distance < nearEnough || component.value == 0)
            break;
    }
    return component;
}

QList<Component> componentsOf(const SymmetricMatrix &matrix, const Work &work)
{
    QList<Component> components;
    for (int i = 0; i < 2; ++i)
        components.append(nextComponent(matrix, components, work));
    return components;
}

Column meanOf(const Vectors &vectors)
{
    Column mean(static_cast<size_t>(vectors.dimension));
    for (qsizetype i = 0; i < vectors.count(); ++i)
        std::ranges::transform(vectors.at(i), mean, mean.begin(), std::plus<double>());
    std::ranges::transform(
        mean, mean.begin(), [&vectors](double sum) { return sum / double(vectors.count()); });
    return mean;
}

/// So that squares of the numbers neither overflow nor vanish.
double unitOf(const Vectors &vectors)
{
    float largest = 0;
    for (const float value : vectors.values)
        largest = std::max(largest, std::abs(value));
    return largest > 0 ? double(largest) : 1;
}

/// The vectors less their mean, in this unit.
PaddedRows centred(const Vectors &vectors, double unit)
{
    const Column mean = meanOf(vectors);
    PaddedRows rows(vectors.count(), vectors.dimension);
    for (qsizetype i = 0; i < vectors.count(); ++i)
        std::ranges::transform(vectors.at(i), mean, rows.at(i).begin(),
            [unit](float value, double middle) { return float((value - middle) / unit); });
    return rows;
}

PaddedRows transposed(const PaddedRows &rows)
{
    PaddedRows columns(rows.dimension(), rows.count());
    for (qsizetype i = 0; i < rows.count(); ++i) {
        for (qsizetype j = 0; j < rows.dimension(); ++j)
            columns.at(j)[size_t(i)] = rows.at(i)[size_t(j)];
    }
    return columns;
}

/// Where the rows lie along a component of their covariance.
Column along(const PaddedRows &rows, const Component &component)
{
    Column places(static_cast<size_t>(rows.count()));
    for (qsizetype i = 0; i < rows.count(); ++i)
        places[size_t(i)] =
            std::transform_reduce(rows.at(i).begin(), rows.at(i).end(), component.vector.begin(), 0.0);
    return places;
}

/// The same of a component of the rows' products with each other, which has a place for each row.
Column placesIn(const Component &component)
{
    Column places = component.vector;
    std::ranges::transform(
        places, places.begin(), [scale = std::sqrt(component.value)](double value) { return value * scale; });
    return places;
}

/// The farthest at the positive end.
void turn(Column &places)
{
    const double farthest =
        *std::ranges::max_element(places, {}, [](double place) { return std::abs(place); });
    if (farthest < 0)
        std::ranges::transform(places, places.begin(), std::negate());
}

Projection projectionOf(
    const std::array<Column, 2> &axes, double unit, const QList<Component> &components, double variance)
{
    Projection projection;
    for (size_t i = 0; i < axes[0].size(); ++i)
        projection.points.append({axes[0][i] * unit, axes[1][i] * unit});
    for (qsizetype axis = 0; axis < 2 && variance > 0; ++axis)
        projection.shares[size_t(axis)] = components.at(axis).value / variance;
    return projection;
}

} // namespace

/// Of the covariance and the products of the rows, both of which tell the components, takes the smaller.
std::optional<Projection> projected(const Vectors &vectors, const Work &work)
{
    if (vectors.count() == 0)
        return Projection();
    const double unit = unitOf(vectors);
    const PaddedRows rows = centred(vectors, unit);
    const bool isTall = rows.dimension() < rows.count();
    const std::optional<SymmetricMatrix> matrix =
        isTall ? transposed(rows).products(work) : rows.products(work);
    if (!matrix)
        return std::nullopt;
    const QList<Component> components = componentsOf(*matrix, work);
    if (work.stop.stop_requested())
        return std::nullopt;
    std::array<Column, 2> axes;
    for (qsizetype axis = 0; axis < 2; ++axis) {
        axes[size_t(axis)] = isTall ? along(rows, components.at(axis)) : placesIn(components.at(axis));
        turn(axes[size_t(axis)]);
    }
    return projectionOf(axes, unit, components, traceOf(*matrix));
}

} // namespace Parlance
