using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Compression.Tests.Support;

/// <summary>The messages with labels of another type: one value for each kind of message, in the order of the kinds.</summary>
public abstract class LabelCase
{
    /// <summary>One of every type that ML.NET's MapValueToKey takes.</summary>
    public static IReadOnlyList<LabelCase> All { get; } =
    [
        new LabelCase<string>(("delivery", "delivery"), ("Ärger", "Ärger"), ("account", "account")),
        new LabelCase<bool>((true, "True"), (false, "False")),
        new LabelCase<sbyte>((-128, "-128"), (5, "5"), (0, "0")),
        new LabelCase<byte>((255, "255"), (5, "5"), (0, "0")),
        new LabelCase<short>((-300, "-300"), (5, "5"), (0, "0")),
        new LabelCase<ushort>((65535, "65535"), (5, "5"), (0, "0")),
        new LabelCase<int>((int.MinValue, "-2147483648"), (5, "5"), (0, "0")),
        new LabelCase<uint>((uint.MaxValue, "4294967295"), (5, "5"), (0, "0")),
        new LabelCase<long>((long.MinValue, "-9223372036854775808"), (5, "5"), (0, "0")),
        new LabelCase<ulong>((ulong.MaxValue, "18446744073709551615"), (5, "5"), (0, "0")),
        new LabelCase<float>((0.1f, "0.1"), (5, "5"), (-0f, "0")),
        new LabelCase<double>((0.1, "0.1"), (1e300, "1E+300"), (double.NegativeInfinity, "-Infinity")),
        new LabelCase<DateTime>(
            (new DateTime(2026, 11, 28), "2026-11-28T00:00:00"), (new DateTime(2026, 11, 28, 1, 2, 3, 4, DateTimeKind.Utc), "2026-11-28T01:02:03.004"), (default, "0001-01-01T00:00:00")),
        new LabelCase<DateTimeOffset>(
            (new DateTimeOffset(2026, 11, 28, 5, 0, 0, TimeSpan.FromHours(2)), "2026-11-28T03:00:00Z"), (new DateTimeOffset(2026, 11, 28, 5, 0, 0, default), "2026-11-28T05:00:00Z")),
        new LabelCase<TimeSpan>((TimeSpan.FromDays(-1.5), "-1.12:00:00"), (TimeSpan.FromTicks(1), "00:00:00.0000001"), (default, "00:00:00")),
        new LabelCase<DataViewRowId>((new(1, 2), "00000000000000020000000000000001"), (new(2, 1), "00000000000000010000000000000002")),
    ];

    /// <summary>The type of the labels.</summary>
    public abstract Type Type { get; }

    /// <summary>The names that the classes are to have, in the order in which messages have them.</summary>
    public abstract IReadOnlyList<string> Names { get; }

    /// <summary>The labels, each once, as <see cref="AnyColumn"/> reads them.</summary>
    public abstract IReadOnlyList<string> Values { get; }

    public abstract IDataView Load(MLContext ml, IReadOnlyList<Message> messages);

    /// <summary>One row for each label, the last label first.</summary>
    public abstract IDataView LoadReversedValues(MLContext ml);

    public override string ToString() => Type.Name;
}
