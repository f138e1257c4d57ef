using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms;

namespace Microsoft.ML.Data;

/// <summary>Splits data into rows to train on and rows to test with. The parts are views that read the data anew.</summary>
internal static class DataSplit
{
    private const int DefaultSeed = 42;

    public static DataOperationsCatalog.TrainTestData TrainTest(IHostEnvironment environment, IDataView data, double testFraction, string samplingKeyColumnName, int? seed)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (testFraction is not (> 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(testFraction), testFraction, "Must be between 0 and 1 exclusive");

        return Part(data, CreateFraction(environment, data, samplingKeyColumnName, seed), 0, testFraction);
    }

    public static IReadOnlyList<DataOperationsCatalog.TrainTestData> CrossValidation(IHostEnvironment environment, IDataView data, int numberOfFolds, string samplingKeyColumnName, int? seed)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (numberOfFolds < 2)
            throw new ArgumentOutOfRangeException(nameof(numberOfFolds), numberOfFolds, "Must be more than 1");

        var fraction = CreateFraction(environment, data, samplingKeyColumnName, seed);
        return [.. Enumerable.Range(0, numberOfFolds).Select(fold => Part(data, fraction, (double)fold / numberOfFolds, (fold + 1.0) / numberOfFolds))];
    }

    private static DataOperationsCatalog.TrainTestData Part(IDataView data, RowFraction fraction, double testFrom, double testTo) => new(
        Filter(data, new FractionFilter(fraction, testFrom, testTo, complement: true)),
        Filter(data, new FractionFilter(fraction, testFrom, testTo, complement: false)));

    /// <summary>Hidden columns do not go into the parts.</summary>
    private static IDataView Filter(IDataView data, FractionFilter filter)
    {
        var part = new FilteredView(data, filter);
        return part.Schema.Any(column => column.IsHidden)
            ? new ColumnSelectingTransformer(ColumnSelection.Drop([])).Transform(part)
            : part;
    }

    private static RowFraction CreateFraction(IHostEnvironment environment, IDataView data, string samplingKeyColumnName, int? seed)
    {
        var usedSeed = seed ?? (environment as ISeededEnvironment)?.Seed ?? DefaultSeed;
        return samplingKeyColumnName == null ? new RandomFraction(usedSeed) : new GroupFraction(data.Schema[samplingKeyColumnName], usedSeed);
    }
}
