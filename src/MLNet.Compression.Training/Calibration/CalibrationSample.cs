using MLNet.Compression.Training.Importance;

namespace MLNet.Compression.Training.Calibration;

/// <summary>What the weights of layers are rounded by.</summary>
/// <param name="Rows">Rows whose states are the layers' inputs.</param>
/// <param name="Damping">See <see cref="ColumnRounding"/>.</param>
internal sealed record CalibrationSample(RowSample Rows, double Damping);
