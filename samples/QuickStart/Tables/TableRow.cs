namespace QuickStart.Tables;

/// <summary>A row of a table.</summary>
/// <param name="Line">The line of the file on which it begins, from 1.</param>
/// <param name="Fields">Its fields.</param>
internal sealed record TableRow(int Line, IReadOnlyList<string> Fields);
