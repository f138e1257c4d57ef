namespace MLNet.Compression.Training.Objectives;

/// <summary>A matrix of a model with the meaning of its rows and columns.</summary>
/// <param name="Weight">The matrix.</param>
/// <param name="RowSide">What its rows stand for.</param>
/// <param name="ColumnSide">What its columns do.</param>
internal readonly record struct ModelMatrix(WeightSlice Weight, ModelSide RowSide, ModelSide ColumnSide);
