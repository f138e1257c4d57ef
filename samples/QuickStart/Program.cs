using QuickStart;

return QuickStartCommand.Create().Parse(args).Invoke();
