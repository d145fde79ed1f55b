return await Lineage.Server.Hosting.LineageServer.RunAsync(args);
