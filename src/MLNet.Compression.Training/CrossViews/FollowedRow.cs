namespace MLNet.Compression.Training.CrossViews;

/// <summary>A row of the full view's predictions that the views follow.</summary>
/// <param name="Row">The row.</param>
/// <param name="First">The first row of the same sequence.</param>
/// <param name="End">The row behind the last one of the same sequence.</param>
internal readonly record struct FollowedRow(int Row, int First, int End);
