using Microsoft.ML.Data;

namespace Microsoft.ML;

public sealed partial class DataOperationsCatalog
{
    public TrainTestData TrainTestSplit(IDataView data, double testFraction = 0.1, string samplingKeyColumnName = null, int? seed = null) =>
        DataSplit.TrainTest(_environment, data, testFraction, samplingKeyColumnName, seed);

    public IReadOnlyList<TrainTestData> CrossValidationSplit(IDataView data, int numberOfFolds = 5, string samplingKeyColumnName = null, int? seed = null) =>
        DataSplit.CrossValidation(_environment, data, numberOfFolds, samplingKeyColumnName, seed);
}
